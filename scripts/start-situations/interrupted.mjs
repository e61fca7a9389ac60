import { randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { processesOf, startProduct, untilNothingRuns } from "./product.mjs";

const TIMES = 10;
const LONGEST_MS = 45_000;

/**
 * Kills the first start ten times, each at a random moment and everything of it at once, then expects the next one to
 * serve. Steps that were finished are not repeated, so the later kills hit later steps.
 * @type {import("./situations.mjs").Situation}
 */
export const interrupted = {
  name: `a first start that is killed ${TIMES} times at random moments is taken up again`,
  async try(copy) {
    for (const made of ["node_modules", ".stamps", ".data", "apps/admin/.next", "apps/server/dist", "apps/cli/dist"]) {
      rmSync(join(copy.folder, made), { recursive: true, force: true });
    }
    for (let time = 1; time <= TIMES; time++) {
      const product = startProduct(copy);
      const moment = randomInt(500, LONGEST_MS);
      await Promise.race([wait(moment), product.ended]);
      // Not the shell that waits for the end of the others: whoever kills a program does not know of it.
      for (const { pid, command } of processesOf(copy.folder)) if (!command.includes("tutor-times-guard")) kill(pid);
      await untilNothingRuns(copy.folder, 10_000);
    }
    const product = startProduct(copy);
    const address = await product.ready();
    const { status } = await fetch(`${address}/healthz`);
    if (status !== 200) throw new Error(`/healthz answers ${status}:\n${product.output()}`);
    process.kill(product.pid, "SIGTERM");
    await untilNothingRuns(copy.folder, 5000);
  },
};

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
