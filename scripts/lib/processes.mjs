import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Names a process for as long as it lives: its number alone may be another's one day, so its start goes with it.
 * @param {number} pid
 */
export const processMark = (pid) => `${pid} ${startOf(pid) ?? ""}`;

/** Whether the process lives that `mark` names. @param {string} mark */
export function isAlive(mark) {
  const pid = Number.parseInt(mark, 10);
  return pid > 0 && startOf(pid) !== undefined && processMark(pid) === mark.trim();
}

/** When the process started, in the system's own words; undefined if it does not live. @param {number} pid */
function startOf(pid) {
  if (process.platform !== "linux") {
    const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return stdout?.trim() || undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // "123 (its name) S 1 …": the start is the 20th field after the name; a zombie does not live.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? undefined : fields[18];
  } catch {
    return undefined;
  }
}
