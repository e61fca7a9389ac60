import { spawn } from "node:child_process";

/**
 * Stops the server `pid` of the folder `data` (PostgreSQL's fast shutdown) and then removes the folders `remove`, when
 * this process ends for whatever reason, SIGKILL included: a small shell of its own session waits for the end of a pipe
 * that only this process holds. Returns what calls the guard off.
 */
export function stopWhenThisProcessEnds(pid: number, data: string, remove: readonly string[]): () => void {
  const script = [
    "cat >/dev/null",
    // The number may be somebody else's by then.
    'server=$1; pid_file="$2/postmaster.pid"; shift 2',
    'if [ -r "/proc/$server/comm" ]; then read -r program <"/proc/$server/comm"; else program=postgres; fi',
    '[ "$program" = postgres ] && kill -INT "$server" 2>/dev/null',
    "[ $# -eq 0 ] && exit",
    'while [ -e "$pid_file" ] && kill -0 "$server" 2>/dev/null; do sleep 0.1; done',
    'rm -rf -- "$@"',
  ].join("\n");
  const guard = spawn("/bin/sh", ["-c", script, "tutor-times-guard", String(pid), data, ...remove], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => {});
  guard.unref();
  // The pipe must not keep this process from ending.
  if (guard.stdin && "unref" in guard.stdin && typeof guard.stdin.unref === "function") guard.stdin.unref();
  return () => {
    try {
      if (guard.pid) process.kill(-guard.pid, "SIGKILL");
    } catch {
      // It has ended.
    }
  };
}
