import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { rowsInBatches } from "../batches";
import type { Database } from "../database";
import { FILTERED_SESSIONS, sessionValues, type SessionFilter } from "./list-sessions";

/** What lists say of a session. */
export interface StreamedSession {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly unitId: UnitId;
  readonly start: Instant;
  readonly end: Instant;
  readonly durationMinutes: number;
  readonly duringTutorial: boolean;
  readonly assessments: number;
  readonly commentsAdded: number;
  readonly submissionsOpened: number;
}

/** Rows that need no more work: a list of tens of thousands leaves as little behind as it can. */
const STREAM = `
  SELECT s.id, s.user_id AS "userId", s.unit_id AS "unitId", (date_part('epoch', s.start_time) * 1000)::bigint AS start,
    (date_part('epoch', s.end_time) * 1000)::bigint AS "end", s.duration_minutes AS "durationMinutes",
    s.during_tutorial AS "duringTutorial", s.assessments, s.comments_added AS "commentsAdded",
    s.submissions_opened AS "submissionsOpened"
  ${FILTERED_SESSIONS}
  ORDER BY s.start_time, s.id`;

/** The same sessions as `listSessions` gives, a batch at a time: for answers that may hold a whole term, or many. */
export function streamSessions(
  db: Database,
  scope: Scope,
  filter: Omit<SessionFilter, "limit" | "offset">,
): AsyncIterable<StreamedSession[]> {
  return rowsInBatches<StreamedSession>(db, { text: STREAM, values: sessionValues(scope, filter) });
}
