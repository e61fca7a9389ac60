import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { spreadOf, type Spread } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { NO_COVER } from "../settled/select-settled";
import type { FigureFilter } from "./figures";
import { measureLengths } from "./lengths";

/** How long an assessment takes one person, from observed attention within `[from, to)`, as far as `scope` reaches; null: too few were observed. */
export async function medianPerAssessment(
  db: Database,
  scope: Scope,
  { from, to, ...filter }: FigureFilter & { readonly userId: UserId; readonly from: Instant; readonly to: Instant },
): Promise<Spread | null> {
  const range = { start: from, end: to };
  const lengths = await measureLengths(db, scope, { ...filter, range, cover: NO_COVER, by: "user_id" });
  return spreadOf([...lengths.values()].flat());
}
