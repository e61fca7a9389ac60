import type { UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { FEWEST_FOR_SPREAD } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { reachingSessions } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import { requireWholeUnit } from "../unit-rights";
import { byAbbreviation } from "./by-abbreviation";
import { awaitingFeedback, isFeedback, type AwaitingDefinition } from "./awaiting-feedback";
import { readSpreads, selectSpreads, type SpreadColumns, type Spreads } from "./spreads";

/** How long students waited for the feedback that was given; what has fewer than five to go by is missing. */
export interface Turnaround extends Spreads {
  /** What still waits, per definition, for everybody and for each tutor. */
  readonly waiting: readonly AwaitingDefinition[];
  /** All definitions of the unit, by their abbreviation. */
  readonly definitions: readonly Pick<AwaitingDefinition, "id" | "abbreviation" | "name">[];
}

/**
 * $1 the unit, $2 and $3 the range of the feedback, $4 the fewest. What was submitted after the feedback before is what an act
 * answers; a student who submits again before they heard anything has waited since the first time. From the acts to the submissions,
 * since a unit has few of the former in a week, and of the latter all that it ever had.
 */
const ANSWERED = `
  WITH answered AS (
    SELECT s.user_id, a.task_definition_id, a.created_at AS at, waiting.since
    FROM (
      SELECT s.id, s.user_id FROM marking_sessions s WHERE s.unit_id = $1 AND s.deleted_at IS NULL AND ${reachingSessions("$2", "$3")}
      UNION ALL
      SELECT s.id, s.user_id FROM marking_sessions s WHERE s.unit_id = $1 AND s.deleted_at IS NOT NULL) s
    CROSS JOIN LATERAL (
      SELECT a.* FROM session_activities a
      WHERE a.marking_session_id = s.id AND a.created_at >= $2 AND a.created_at < $3 AND a.task_id IS NOT NULL AND ${isFeedback("a")} OFFSET 0) a
    LEFT JOIN LATERAL (
      SELECT b.created_at AS at FROM session_activities b
      WHERE b.task_id = a.task_id AND b.created_at <= a.created_at AND (b.created_at, b.id) < (a.created_at, a.id) AND ${isFeedback("b")}
      ORDER BY b.created_at DESC, b.id DESC LIMIT 1) before ON true
    CROSS JOIN LATERAL (
      SELECT min(w.submitted_at) AS since FROM submissions w
      WHERE w.task_id = a.task_id AND w.submitted_at <= a.created_at AND w.submitted_at > coalesce(before.at, '-infinity') OFFSET 0) waiting
    WHERE waiting.since IS NOT NULL
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
