import type { UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { requireWholeUnit } from "../unit-rights";
import { byAbbreviation } from "./by-abbreviation";
import { awaitingFeedback, IS_FEEDBACK, type AwaitingDefinition } from "./awaiting-feedback";
import { readSpreads, selectSpreads, type SpreadColumns, type Spreads } from "./spreads";

/** How long students waited for the feedback that was given; what has fewer than five to go by is missing. */
export interface Turnaround extends Spreads {
  /** What still waits, per definition, for everybody and for each tutor. */
  readonly waiting: readonly AwaitingDefinition[];
  /** All definitions of the unit, by their abbreviation. */
  readonly definitions: readonly Pick<AwaitingDefinition, "id" | "abbreviation" | "name">[];
}

/**
 * $1 the unit, $2 and $3 the range of the feedback, $4 the fewest. A student who submits again before they heard anything
 * has waited since the first time.
 */
const ANSWERED = `
  WITH answered AS (
    SELECT f.user_id, t.task_definition_id, s.task_id, f.at, min(s.submitted_at) AS since
    FROM submissions s JOIN tasks t ON t.id = s.task_id JOIN projects p ON p.id = t.project_id
    CROSS JOIN LATERAL (
      SELECT a.created_at AS at, m.user_id FROM session_activities a JOIN marking_sessions m ON m.id = a.marking_session_id
      WHERE a.task_id = s.task_id AND a.created_at >= s.submitted_at AND ${IS_FEEDBACK} ORDER BY a.created_at, a.id LIMIT 1) f
    WHERE p.unit_id = $1 AND s.submitted_at < $3 AND f.at >= $2 AND f.at < $3
    GROUP BY 1, 2, 3, 4
  )`;

const DEFINITIONS = "SELECT id, abbreviation, name FROM task_definitions WHERE unit_id = $1";

/**
 * From submission to first feedback, for feedback given within `[from, to)`, by tutor and by definition, and what still
 * waits now. Convenors of the unit and admins only. Throws DomainError `not_found`, `forbidden`.
 */
export async function turnaround(
  db: Database,
  scope: Scope,
  { unitId, from, to }: { unitId: UnitId; from: Instant; to: Instant },
): Promise<Turnaround> {
  await requireWholeUnit(db, scope, unitId);
  const [{ rows }, waiting, definitions] = await Promise.all([
    db.pool.query<SpreadColumns>({
      text: ANSWERED + selectSpreads("extract(epoch FROM at - since)::float8 * 1000", "answered", "$4"),
      values: [unitId, dateOf(from), dateOf(to), FEWEST_FOR_SPREAD],
    }),
    awaitingFeedback(db, unitId),
    db.pool.query<Turnaround["definitions"][number]>(DEFINITIONS, [unitId]),
  ]);
  return { ...readSpreads(rows), waiting, definitions: definitions.rows.toSorted(byAbbreviation) };
}
