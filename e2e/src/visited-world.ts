import { parseInstant, type Instant } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import type { Page } from "@playwright/test";
import { rememberTwoWeeks } from "./history";
import { addManyUnits } from "./many-units";
import { overfill } from "./overfull";
import { screensOf, type Screen, type Visitor } from "./screen-table";
import type { ServedApp } from "./served-app";
import { signIn } from "./sign-in";
import type { Visit } from "./test";
import type { Person, World } from "./world";

/** When all screens are looked at: a Wednesday, 16:00 in Melbourne. */
export const LOOKED_AT = parseInstant("2025-10-08T05:00:00.000Z");

export interface Visited {
  readonly page: Page;
  readonly world: World;
  readonly screens: readonly Screen[];
}

/** What tests get from `src/test.ts`. */
interface Given {
  readonly app: ServedApp;
  readonly db: Database;
  readonly found: (now: Instant) => Promise<World>;
  readonly visit: (options?: Visit) => Promise<Page>;
}

/** Opens a browser in which `visitor` is signed in, at `LOOKED_AT`, in a world with what there is for them to see. */
export async function visitAs(visitor: Visitor, { app, db, found, visit }: Given, options: Visit = {}): Promise<Visited> {
  const world = await worldFor(visitor, db, found);
  await app.setClock(LOOKED_AT);
  const page = await visit(options);
  const person = personOf(visitor, world);
  if (person !== null) await signIn(page, person);
  return { page, world, screens: await screensOf(visitor, world, db) };
}

/** A world with what `visitor` has to see in it, at `LOOKED_AT`. */
async function worldFor(visitor: Visitor, db: Database, found: (now: Instant) => Promise<World>): Promise<World> {
  const world = await found(LOOKED_AT);
  if (visitor === "overworked") return overfill(db, world, LOOKED_AT);
  if (visitor === "admin") await addManyUnits(db);
  if (visitor === "tutor" || visitor === "convenor") await rememberTwoWeeks(db, world, LOOKED_AT);
  return world;
}

/** Who `visitor` is in `world`; null: somebody who has not signed in. */
function personOf(visitor: Visitor, world: World): Person | null {
  if (visitor === "nobody") return null;
  return visitor === "overworked" || visitor === "beginner" ? world.tutor : world[visitor];
}
