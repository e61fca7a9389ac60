import type { SessionId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";

/** A session as a calendar shows it. */
export interface CalendarEntry {
  readonly id: SessionId;
  readonly unitCode: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly durationMinutes: number;
  readonly duringTutorial: boolean;
  readonly assessments: number;
  readonly submissionsOpened: number;
  readonly commentsAdded: number;
}

const LATEST = `
  SELECT s.id, n.code AS "unitCode", (extract(epoch FROM s.start_time) * 1000)::bigint AS start,
    (extract(epoch FROM s.end_time) * 1000)::bigint AS "end", s.duration_minutes AS "durationMinutes",
    s.during_tutorial AS "duringTutorial", s.assessments, s.submissions_opened AS "submissionsOpened",
    s.comments_added AS "commentsAdded"
  FROM marking_sessions s JOIN units n ON n.id = s.unit_id
  WHERE s.user_id = $1 AND s.deleted_at IS NULL AND s.start_time >= $2
  ORDER BY s.start_time DESC, s.id DESC LIMIT $3`;

/** The sessions of the scope's own user that start at `since` or later, the latest first, at most `most`; no removed ones. */
export async function latestSessions(
  db: Database,
  scope: Scope,
  { since, most }: { readonly since: Instant; readonly most: number },
): Promise<CalendarEntry[]> {
  const { rows } = await db.pool.query<CalendarEntry>(LATEST, [scope.userId, dateOf(since), most]);
  return rows;
}
