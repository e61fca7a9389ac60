import type { SessionId, UnitId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Caller } from "../acts/act";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";

/** A session that is open: what the caller does now would extend it. */
export interface CurrentSession {
  readonly sessionId: SessionId;
  readonly unitId: UnitId;
  readonly unitCode: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly durationMinutes: number;
  readonly activeMs: number;
}

const CURRENT = `
  SELECT s.id, s.unit_id, u.code, s.start_time, s.end_time, s.duration_minutes, s.active_ms
  FROM marking_sessions s
  JOIN units u ON u.id = s.unit_id
  CROSS JOIN LATERAL (
    SELECT p.threshold_minutes FROM unit_policies p WHERE p.unit_id = s.unit_id
    ORDER BY p.effective_at <= $2 DESC, CASE WHEN p.effective_at <= $2 THEN p.effective_at END DESC, p.effective_at LIMIT 1) policy
  WHERE s.user_id = $1 AND s.deleted_at IS NULL AND s.start_time > $2::timestamptz - interval '7 days'
    AND s.end_time > $2::timestamptz - policy.threshold_minutes * interval '1 minute'
  ORDER BY s.start_time, s.id`;

/** What is being counted for the caller right now: their sessions with `end > now − threshold` (domain §1), earliest first. */
export async function currentSessions(db: Database, caller: Caller): Promise<CurrentSession[]> {
  const { rows } = await db.pool.query<{
    id: SessionId;
    unit_id: UnitId;
    code: string;
    start_time: Date;
    end_time: Date;
    duration_minutes: number;
    active_ms: number;
  }>(CURRENT, [caller.scope.userId, dateOf(caller.now)]);
  return rows.map((row) => ({
    sessionId: row.id,
    unitId: row.unit_id,
    unitCode: row.code,
    start: instantOf(row.start_time),
    end: instantOf(row.end_time),
    durationMinutes: row.duration_minutes,
    activeMs: row.active_ms,
  }));
}
