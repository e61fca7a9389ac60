import { killCommands } from "../lib/run-command.mjs";

const LONGEST_END_MS = 4800;

/**
 * The life of npm start's process: it ends at Ctrl-C, at SIGTERM, when the terminal closes, and when the npm that
 * started it is gone, even by SIGKILL. What was begun is then ended in reverse order, within 5 seconds.
 */
export function beginLife() {
  const ending = new AbortController();
  /** @type {(() => Promise<void> | void)[]} */
  const ends = [];

  /** @param {number} code */
  async function end(code) {
    if (ending.signal.aborted) return;
    ending.abort();
    setTimeout(() => process.exit(code || 1), LONGEST_END_MS).unref();
    for (const step of ends.toReversed()) await step();
    process.exit(code);
  }

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end(0));
  // A closed terminal must not stop the work of ending.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("exit", killCommands);
  followNpm(() => void end(0));

  return {
    /** Aborts when the end begins. */
    signal: ending.signal,
    end,
    /** Does `step` at the end, before what was added earlier. @param {() => Promise<void> | void} step */
    atEnd: (step) => void ends.push(step),
  };
}

/** npm passes SIGTERM on, but cannot when it is killed. @param {() => void} gone */
function followNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && gone(), 500).unref();
}
