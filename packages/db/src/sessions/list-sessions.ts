import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { LONGEST_FLOOR_MS } from "@tutor-times/core/policy";
import { seesWholeUnit, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf, SESSION_COLUMNS, storedSession, type SessionColumns } from "../tracker/rows";
import type { StoredSession } from "@tutor-times/core/advance";

export interface SessionFilter {
  readonly unitId?: UnitId | undefined;
  readonly userId?: UserId | undefined;
  /** Only sessions with an activity on a project of this student. */
  readonly studentId?: UserId | undefined;
  /** Sessions that start in `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/** A session with its counts, its owner and its unit. The address is for checks of the rules: no answer to anybody shows it. */
export interface SessionRecord extends StoredSession {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly userName: string;
  readonly unitId: UnitId;
  readonly unitCode: string;
  readonly ipAddress: string;
}

/** Rights on sessions: one's own, those of the units one convenes, all for an admin. Of table alias `s`; $1, $2, $3. */
export const VISIBLE_SESSIONS = "(s.user_id = $1 OR s.unit_id = ANY($2::bigint[]) OR $3::boolean)";

/**
 * A condition that sessions (table alias `s`, not deleted) which reach into `[from, to)` or touch it cannot but meet, the
 * floor included: nothing says how long a session is, so this is how an index finds those that began before the range.
 */
export function reachingSessions(from: string, to: string): string {
  return `claimed_range(s.start_time, s.end_time) && tstzrange(${from}::timestamptz - interval '1 second',
    ${to}::timestamptz + interval '${LONGEST_FLOOR_MS / MINUTE_MS} minutes', '[]')`;
}

/** What a query asks for beside its scope. */
interface AskedFor {
  readonly userId?: UserId | undefined;
  readonly unitIds?: readonly UnitId[] | undefined;
}

/**
 * The values of VISIBLE_SESSIONS. Where the query asks for nothing but one's own sessions or those of units that one sees
 * whole, and says so in its WHERE, the condition is true at once, which PostgreSQL plans better than three that may be.
 */
export function visibleTo(scope: Scope, { userId, unitIds }: AskedFor = {}): [UserId, readonly UnitId[], boolean] {
  const isOwn = userId === scope.userId;
  const seesAll = unitIds !== undefined && unitIds.length > 0 && unitIds.every((unitId) => seesWholeUnit(scope, unitId));
  return [scope.userId, scope.convenes, scope.isAdmin || isOwn || seesAll];
}

/** FROM and WHERE of the sessions, alias `s`, that `sessionValues` ask for; $1 to $8. */
export const FILTERED_SESSIONS = `
  FROM marking_sessions s
  WHERE ${VISIBLE_SESSIONS} AND s.deleted_at IS NULL AND s.start_time >= $4 AND s.start_time < $5
    AND ($6::bigint IS NULL OR s.unit_id = $6) AND ($7::bigint IS NULL OR s.user_id = $7)
    -- From the session to its acts (OFFSET 0), of which it has few: whose projects they are on is asked of no others.
    AND ($8::bigint IS NULL OR EXISTS (
      SELECT FROM (
        SELECT a.project_id FROM session_activities a
        WHERE a.marking_session_id = s.id AND a.created_at >= s.start_time AND a.created_at <= s.end_time OFFSET 0) a
      JOIN projects p ON p.id = a.project_id WHERE p.user_id = $8))`;

const PAGE = `
  SELECT ${SESSION_COLUMNS}, s.user_id, s.unit_id, s.ip_address, concat_ws(' ', u.first_name, u.last_name) AS user_name, n.code AS unit_code
  FROM (SELECT s.* ${FILTERED_SESSIONS} ORDER BY s.start_time, s.id LIMIT $9 OFFSET $10) s
  CROSS JOIN LATERAL (SELECT u.first_name, u.last_name FROM users u WHERE u.id = s.user_id OFFSET 0) u JOIN units n ON n.id = s.unit_id
  ORDER BY s.start_time, s.id`;

interface RecordColumns extends SessionColumns {
  readonly user_id: UserId;
  readonly unit_id: UnitId;
  readonly user_name: string;
  readonly unit_code: string;
  readonly ip_address: string;
}

/** The sessions that `scope` may see and `filter` asks for, ordered by start; `total` counts them without limit and offset. */
export async function listSessions(
  db: Database,
  scope: Scope,
  filter: SessionFilter,
): Promise<{ readonly sessions: SessionRecord[]; readonly total: number }> {
  const values = sessionValues(scope, filter);
  const [page, count] = await Promise.all([
    db.pool.query<RecordColumns>(PAGE, [...values, filter.limit ?? null, filter.offset ?? 0]),
    filter.limit === undefined ? null : db.pool.query<{ total: number }>(`SELECT count(*) AS total ${FILTERED_SESSIONS}`, values),
  ]);
  const sessions = page.rows.map(sessionRecord);
  return { sessions, total: count?.rows[0]?.total ?? sessions.length };
}

function sessionRecord(row: RecordColumns): SessionRecord {
  return {
    ...storedSession(row),
    userId: row.user_id,
    userName: row.user_name,
    unitId: row.unit_id,
    unitCode: row.unit_code,
    ipAddress: row.ip_address,
  };
}

/** The only unit that is asked for, as a list of units. */
export function oneUnit(unitId: UnitId | undefined): [UnitId] | undefined {
  return unitId === undefined ? undefined : [unitId];
}

/** The values of FILTERED_SESSIONS. */
export function sessionValues(scope: Scope, filter: SessionFilter): unknown[] {
  return [
    ...visibleTo(scope, { userId: filter.userId, unitIds: oneUnit(filter.unitId) }),
    dateOf(filter.from),
    dateOf(filter.to),
    filter.unitId ?? null,
    filter.userId ?? null,
    filter.studentId ?? null,
  ];
}
