import { parseInstant, type Instant } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import { rememberTwoWeeks } from "./history";
import { overfill } from "./overfull";
import type { Visitor } from "./screen-table";
import type { Person, World } from "./world";

/** When all screens are looked at: a Wednesday, 16:00 in Melbourne. */
export const LOOKED_AT = parseInstant("2025-10-08T05:00:00.000Z");

/** A world with what `visitor` has to see in it, at `LOOKED_AT`. */
export async function worldFor(visitor: Visitor, db: Database, found: (now: Instant) => Promise<World>): Promise<World> {
  const world = await found(LOOKED_AT);
  if (visitor === "overworked") return overfill(db, world, LOOKED_AT);
  if (visitor === "tutor" || visitor === "convenor") await rememberTwoWeeks(db, world, LOOKED_AT);
  return world;
}

/** Who `visitor` is in `world`; null: somebody who has not signed in. */
export function personOf(visitor: Visitor, world: World): Person | null {
  if (visitor === "nobody") return null;
  return visitor === "overworked" || visitor === "beginner" ? world.tutor : world[visitor];
}
