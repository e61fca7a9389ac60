import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimFileInTurn, releaseFile } from "./claim.mjs";
import { inRoot, stampsFolder } from "./project.mjs";

/**
 * Does a piece of work unless it was finished before for the same inputs. The stamp is taken away before the work and
 * written only after it, so work that was interrupted is done again. Processes that want the same take turns.
 * @param {object} step
 * @param {string} step.name
 * @param {string} step.inputs hash of all that the result depends on
 * @param {string[]} step.outputs paths in the repository that must be there for the result to count
 * @param {() => Promise<void>} step.work
 * @returns {Promise<boolean>} whether anything was done
 */
export async function unlessDone({ name, inputs, outputs, work }) {
  const stamp = join(stampsFolder, name);
  const isDone = () =>
    existsSync(stamp) && readFileSync(stamp, "utf8") === inputs && outputs.every((path) => existsSync(inRoot(path)));
  if (isDone()) return false;
  mkdirSync(stampsFolder, { recursive: true });
  const turn = `${stamp}.turn`;
  await claimFileInTurn(turn);
  try {
    if (isDone()) return false;
    rmSync(stamp, { force: true });
    await work();
    writeFileSync(`${stamp}.new`, inputs);
    renameSync(`${stamp}.new`, stamp);
    return true;
  } finally {
    releaseFile(turn);
  }
}
