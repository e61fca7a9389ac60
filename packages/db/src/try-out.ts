import type { UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Database } from "./database";
import { figuresOfDifferences, windowsWithin, type FiguresOfDifference } from "./recompute-figures";
import { claimRules } from "./tracker/lanes";
import { rederiveUnit, type RederivedUnit } from "./tracker/rederive-unit";
import { inTransaction, type Client } from "./transaction";

/** What a change would do: to the sessions, and to the figures of those it concerns. */
export interface TriedOut extends RederivedUnit {
  readonly figures: readonly FiguresOfDifference[];
}

/** Leaves the transaction without changing anything, with what was found. */
class NothingToKeep extends Error {
  constructor(readonly found: TriedOut) {
    super("Shown, not applied.");
  }
}

/**
 * Makes `change` to the rules of a unit, looks at what that does to its sessions from `from` on and to the figures of
 * `[from, until)`, and takes all of it back. Meanwhile nothing of the unit is recorded. Rights are the caller's to ask.
 */
export async function tryOut(
  db: Database,
  { unitId, from, until, now }: { unitId: UnitId; from: Instant; until: Instant; now: Instant },
  change: (client: Client) => Promise<void>,
): Promise<TriedOut> {
  const range = { unitId, from, to: until };
  try {
    return await inTransaction(db.pipelined, async (client) => {
      await claimRules(client, unitId);
      const before = await windowsWithin(client, range);
      await change(client);
      const after = await windowsWithin(client, range);
      const found = await rederiveUnit(client, unitId, { from, now, apply: false });
      throw new NothingToKeep({
        ...found,
        figures: await figuresOfDifferences(client, found.differences, { before, after }, range),
      });
    });
  } catch (error) {
    if (error instanceof NothingToKeep) return error.found;
    throw error;
  }
}
