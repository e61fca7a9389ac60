/**
 * @typedef {"check" | "unit" | "database" | "build" | "browser" | "conformance" | "start"} Group
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string} output what to show if something failed
 *
 * @typedef {object} Part one suite, or one step of the check
 * @property {Group} group
 * @property {string} name
 * @property {string[]} [after] names of the parts that must have passed before this one can run
 * @property {(signal: AbortSignal) => Promise<Counts>} run
 *
 * @typedef {Part & Counts & { began: number, seconds: number }} DonePart `began` on the clock of `performance.now()`, in milliseconds
 */

/**
 * Runs all parts, at most `lanes` at a time, each as soon as those it needs are done; earlier ones in the list go first.
 * A part whose need has failed, or that throws, counts as one failure.
 * @param {Part[]} parts @param {number} lanes @param {AbortSignal} signal @param {(part: DonePart) => void} tell
 * @returns {Promise<DonePart[]>}
 */
export async function runParts(parts, lanes, signal, tell) {
  const waiting = [...parts];
  /** @type {DonePart[]} */
  const done = [];
  /** @type {Map<Part, Promise<void>>} */
  const running = new Map();

  const isReady = (/** @type {Part} */ part) =>
    (part.after ?? []).every((name) => done.some((other) => other.name === name) || !parts.some((other) => other.name === name));

  /** @param {Part} part */
  async function runOne(part) {
    const began = performance.now();
    const broken = part.after?.find((name) => done.some((other) => other.name === name && other.failed > 0));
    const counts = broken ? failure(`Not run, because "${broken}" failed.`) : await part.run(signal).catch(explainCrash);
    const finished = { ...part, ...counts, began, seconds: (performance.now() - began) / 1000 };
    done.push(finished);
    running.delete(part);
    tell(finished);
  }

  while (waiting.length > 0 && !signal.aborted) {
    const next = running.size < lanes ? waiting.find(isReady) : undefined;
    if (next) {
      waiting.splice(waiting.indexOf(next), 1);
      running.set(next, runOne(next));
    } else if (running.size > 0) {
      await Promise.race(running.values());
    } else {
      throw new Error(`These wait for one another: ${waiting.map(({ name }) => name).join(", ")}`);
    }
  }
  await Promise.all(running.values());
  return done;
}

/** @param {string} output @returns {Counts} */
export const failure = (output) => ({ passed: 0, failed: 1, output });

/** @param {unknown} error */
const explainCrash = (error) => failure(error instanceof Error ? (error.stack ?? error.message) : String(error));
