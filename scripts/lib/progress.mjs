// Steps with their times: a moving line for each that runs on a terminal, plain lines elsewhere.

/**
 * @typedef {object} Progress
 * @property {<T>(title: string, work: () => Promise<T>) => Promise<T>} step
 *   Shows the step while it runs. Work that resolves to `false` had nothing to do, and says so.
 * @property {(text: string) => void} say prints a line of its own
 * @property {() => void} stop leaves the terminal as it was; of steps that still run nothing more is shown
 */

const wheel = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** `0.4 s`, `44 s`, `2 min 05 s`. @param {number} seconds */
export function formatSeconds(seconds) {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/**
 * @param {{ isTTY?: boolean, write(text: string): unknown }} out
 * @returns {Progress}
 */
export function createProgress(out) {
  /** @type {Map<string, number>} */
  const running = new Map();
  const live = out.isTTY === true;
  let drawn = 0;
  let turn = 0;
  let stopped = false;
  const timer = live ? setInterval(draw, 100) : undefined;
  timer?.unref();

  function erase() {
    if (drawn) out.write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
  }

  function draw() {
    erase();
    turn += 1;
    for (const [title, began] of running) {
      out.write(`${wheel[turn % wheel.length]} ${title}  ${formatSeconds((performance.now() - began) / 1000)}\n`);
      drawn += 1;
    }
  }

  /** @param {string} line */
  function say(line) {
    if (live) erase();
    out.write(`${line}\n`);
    if (live) draw();
  }

  return {
    say,
    stop() {
      stopped = true;
      clearInterval(timer);
      if (live) erase();
      running.clear();
    },
    async step(title, work) {
      const began = performance.now();
      running.set(title, began);
      if (live) draw();
      // A log is told that a step began only when it takes a while, so that a warm start stays short to read.
      const notice = live ? undefined : setTimeout(() => stopped || say(`  ${title} …`), 1000);
      const end = (/** @type {string} */ mark, /** @type {string} */ note) => {
        clearTimeout(notice);
        running.delete(title);
        if (!stopped) say(`${mark} ${title}  ${note}`);
      };
      try {
        const result = await work();
        end("✓", result === false ? "nothing to do" : formatSeconds((performance.now() - began) / 1000));
        return result;
      } catch (error) {
        end("✗", formatSeconds((performance.now() - began) / 1000));
        throw error;
      }
    },
  };
}
