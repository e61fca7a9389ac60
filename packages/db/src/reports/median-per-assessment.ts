import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { visibleTo } from "../sessions/list-sessions";
import { settledFigures, type Cover } from "../settled/settled-figures";
import { settledSpreads } from "../settled/settled-spreads";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";
import { onlyUnit } from "./figures-per-day";
import { observedAssessments } from "./observed-assessments";
import { readSpreads, selectSpreads, type SpreadColumns, type Spreads } from "./spreads";

/** $8 the fewest. */
const SELECT_SPREADS = selectSpreads("ms", "observed WHERE ms > 0", "$8");

export interface MediansAsked extends FigureFilter {
  readonly from: Instant;
  readonly to: Instant;
  /** What settled days of the one unit cover of the range, where that is known: the lengths of these are stored. */
  readonly cover?: Cover;
  /** Per task definition as well, which takes as long again; else these may be missing. */
  readonly perDefinition?: boolean;
}

/** How long an assessment takes, from observed attention: the median per assessment within `[from, to)`, as far as `scope` reaches: overall, per tutor, per task definition. */
export async function medianPerAssessment(db: Database, scope: Scope, asked: MediansAsked): Promise<Spreads> {
  const { userId, unitIds, from, to, perDefinition = false } = asked;
  const unitId = onlyUnit(asked);
  if (unitId !== null) {
    const cover = asked.cover ?? (await settledFigures(db, scope, unitId, [from, to]));
    const spreads =
      cover.covered.length === 0 ? null : await settledSpreads(db, scope, { unitId, from, to, cover, perDefinition });
    if (spreads !== null) return spreads;
  }
  const { rows } = await db.pool.query<SpreadColumns>({
    text: observedAssessments({ start: from, end: to }, { ofOne: userId !== undefined }) + SELECT_SPREADS,
    values: [
      ...visibleTo(scope, { userId, unitIds }),
      userId ?? null,
      unitIds ?? null,
      dateOf(from),
      dateOf(to),
      FEWEST_FOR_SPREAD,
    ],
  });
  return readSpreads(rows);
}
