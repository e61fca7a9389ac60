import type { TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { attentionUntil } from "../reports/attention-until";
import { dateOf } from "../tracker/rows";
import { oneUnit, reachingSessions, VISIBLE_SESSIONS, visibleTo } from "./list-sessions";
import { SCREEN_COLUMNS, SCREEN_JOINS, sessionOfScreen, type ScreenColumns, type SessionOfScreen } from "./session-row";

export const SESSION_ORDERS = ["start", "length", "unit", "attention", "assessed", "opened", "comments"] as const;
export type SessionOrder = (typeof SESSION_ORDERS)[number];

/** Columns to sort by; never text of a caller. */
const ORDER_COLUMNS: Record<SessionOrder, string> = {
  start: "s.start_time",
  length: "s.duration_minutes",
  unit: "s.unit_id",
  attention: "s.active_ms",
  assessed: "s.assessments",
  opened: "s.submissions_opened",
  comments: "s.comments_added",
};

/** Sessions with at least one such act. */
export const SESSION_ACTS = ["assessed", "opened", "comments"] as const;
export type SessionActs = (typeof SESSION_ACTS)[number];

export interface SessionSearch {
  readonly unitId?: UnitId | undefined;
  readonly userId?: UserId | undefined;
  /** Only sessions with an act or attention on a task of this student, or of this definition. */
  readonly studentId?: UserId | undefined;
  readonly taskDefinitionId?: TaskDefinitionId | undefined;
  /** Only sessions that begin in a tutorial, or only others. */
  readonly tutorials?: "in" | "outside" | undefined;
  readonly acts?: SessionActs | undefined;
  /** Removed ones, too. */
  readonly withRemoved: boolean;
  /** Every session with a part in `[from, to)`: the ones that the figures of these days are made of. */
  readonly from: Instant;
  readonly to: Instant;
  readonly order: SessionOrder;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** `countedMs`: what of it counts in the range, the floor included. */
export interface FoundSession extends SessionOfScreen {
  readonly countedMs: number;
}

export interface FoundSessions {
  readonly sessions: readonly FoundSession[];
  /** How many there are on all pages, removed ones only if they were asked for. */
  readonly total: number;
  /** How many were removed, asked for or not. */
  readonly removed: number;
}

/** $1-$3 the scope, $4 and $5 the range, $6 the unit, $7 the user, $8 the student, $9 the definition, $10 in or outside tutorials, $11 acts. */
const FOUND = `
  FROM marking_sessions s
  WHERE ${VISIBLE_SESSIONS} AND (s.deleted_at IS NOT NULL OR s.deleted_at IS NULL AND ${reachingSessions("$4", "$5")})
    AND s.counted_from < $5 AND (s.end_time > $4 OR s.start_time >= $4)
    AND ($6::bigint IS NULL OR s.unit_id = $6) AND ($7::bigint IS NULL OR s.user_id = $7)
    AND ($10::text IS NULL OR s.during_tutorial = ($10 = 'in'))
    AND CASE $11::text WHEN 'assessed' THEN s.assessments > 0 WHEN 'opened' THEN s.submissions_opened > 0
          WHEN 'comments' THEN s.comments_added > 0 ELSE true END
    AND ($8::bigint IS NULL AND $9::bigint IS NULL
      -- From the session to its tasks, of which it has few; a student's or a definition's tasks may have been on anybody's desk.
      OR EXISTS (SELECT FROM (SELECT a.task_id FROM session_activities a WHERE a.marking_session_id = s.id OFFSET 0) a JOIN tasks t ON t.id = a.task_id JOIN projects p ON p.id = t.project_id
        WHERE ($8::bigint IS NULL OR p.user_id = $8) AND ($9::bigint IS NULL OR t.task_definition_id = $9))
      OR EXISTS (SELECT FROM (
          SELECT e.task_id FROM attention_stretches e
          WHERE e.user_id = s.user_id AND e.unit_id = s.unit_id AND e.ip_address = s.ip_address
            AND e.start_time >= CASE WHEN s.continues THEN '-infinity' ELSE s.start_time END
            AND e.start_time < s.end_time AND e.end_time > s.start_time
            AND e.end_time <= CASE WHEN s.deleted_at IS NULL THEN ${attentionUntil("s")} ELSE 'infinity' END
            AND e.deleted_session_id IS NOT DISTINCT FROM CASE WHEN s.deleted_at IS NULL THEN NULL ELSE s.id END OFFSET 0) e
        JOIN tasks t ON t.id = e.task_id JOIN projects p ON p.id = t.project_id
        WHERE ($8::bigint IS NULL OR p.user_id = $8) AND ($9::bigint IS NULL OR t.task_definition_id = $9)))`;

const COUNTS = `SELECT count(*) FILTER (WHERE s.deleted_at IS NULL) AS living, count(*) FILTER (WHERE s.deleted_at IS NOT NULL) AS removed ${FOUND}`;

const page = (order: string) => `
  SELECT ${SCREEN_COLUMNS},
         (extract(epoch FROM greatest(least(s.end_time, $5), greatest(s.counted_from, $4)) - greatest(s.counted_from, $4)) * 1000)::bigint AS counted_ms
  FROM (SELECT s.* ${FOUND} AND ($12 OR s.deleted_at IS NULL) ORDER BY ${order} LIMIT $13 OFFSET $14) s ${SCREEN_JOINS}
  ORDER BY ${order}`;

/** The sessions that `scope` may see and `search` asks for, sorted and cut to a page by the database. */
export async function browseSessions(db: Database, scope: Scope, search: SessionSearch): Promise<FoundSessions> {
  const direction = search.descending ? "DESC" : "ASC";
  const order = `${ORDER_COLUMNS[search.order]} ${direction}, s.start_time ${direction}, s.id ${direction}`;
  const values = [
    ...visibleTo(scope, { userId: search.userId, unitIds: oneUnit(search.unitId) }),
    dateOf(search.from),
    dateOf(search.to),
    search.unitId ?? null,
    search.userId ?? null,
    search.studentId ?? null,
    search.taskDefinitionId ?? null,
    search.tutorials ?? null,
    search.acts ?? null,
  ];
  const [rows, counts] = await Promise.all([
    db.pool.query<ScreenColumns & { counted_ms: number }>(page(order), [
      ...values,
      search.withRemoved,
      search.limit,
      search.offset,
    ]),
    db.pool.query<{ living: number; removed: number }>(COUNTS, values),
  ]);
  const { living, removed } = counts.rows[0] ?? { living: 0, removed: 0 };
  return {
    sessions: rows.rows.map((row) => ({ ...sessionOfScreen(row), countedMs: row.counted_ms })),
    total: living + (search.withRemoved ? removed : 0),
    removed,
  };
}
