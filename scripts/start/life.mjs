import { killCommands } from "../lib/run-command.mjs";

const LONGEST_END_MS = 4800;

/** What a shell makes of a process that a signal ended: 128 and the signal's number. */
const EXIT_CODES = /** @type {const} */ ({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 });

/**
 * The life of npm start's process: it ends at Ctrl-C, at SIGTERM, when the terminal closes, and when the npm that
 * started it is gone, even by SIGKILL. What was begun is then ended in reverse order, within 5 seconds. To be asked to
 * end once everything runs is well (exit code 0); before that the start has not succeeded, and says so.
 */
export function beginLife() {
  const ending = new AbortController();
  let ready = false;
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

  /** @param {string} reason @param {number} code */
  function endBecause(reason, code) {
    if (ending.signal.aborted) return;
    const done = end(ready ? 0 : code);
    if (!ready) console.error(`\nStopped before it was ready, by ${reason}. The next npm start goes on from here.`);
    return done;
  }

  for (const [signal, code] of Object.entries(EXIT_CODES)) process.on(signal, () => void endBecause(signal, code));
  // A closed terminal must not stop the work of ending.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("exit", killCommands);
  followNpm(() => void endBecause("the end of npm", 1));

  return {
    /** Aborts when the end begins. */
    signal: ending.signal,
    end,
    /** Everything runs from now on. */
    ready: () => void (ready = true),
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
