import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";

/** What one user's sessions of a unit add up to. */
export interface CreditedTime {
  readonly userId: UserId;
  readonly userName: string;
  readonly creditedMinutes: number;
  readonly assessments: number;
  readonly commentsAdded: number;
}

const SUMMARY = `
  SELECT s.user_id AS "userId", btrim(concat_ws(' ', u.first_name, u.last_name)) AS "userName",
    sum(s.duration_minutes)::bigint AS "creditedMinutes", sum(s.assessments)::bigint AS assessments,
    sum(s.comments_added)::bigint AS "commentsAdded"
  FROM marking_sessions s JOIN users u ON u.id = s.user_id
  WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL AND s.unit_id = $4 AND s.start_time >= $5 AND s.start_time < $6
    AND NOT ($7::boolean AND s.during_tutorial)
  GROUP BY s.user_id, u.id
  ORDER BY u.last_name, u.first_name, s.user_id`;

/**
 * The credited minutes of a unit as OnTrack sums them up: those of the sessions that *start* in `[from, to)`, by user,
 * with `withoutTutorials` only of those that began outside the user's tutorials. Only users with such a session appear.
 */
export async function creditedSummary(
  db: Database,
  scope: Scope,
  {
    unitId,
    from,
    to,
    withoutTutorials,
  }: { readonly unitId: UnitId; readonly from: Instant; readonly to: Instant; readonly withoutTutorials: boolean },
): Promise<CreditedTime[]> {
  const values = [...visibleTo(scope, { unitIds: [unitId] }), unitId, dateOf(from), dateOf(to), withoutTutorials];
  const { rows } = await db.pool.query<CreditedTime>(SUMMARY, values);
  return rows;
}
