import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { requireAdmin } from "./require-admin";

/** A session that counts in no figure any more: whose it was, and who removed it, when and why. */
export interface RemovedSession {
  readonly id: SessionId;
  readonly user: { readonly id: UserId; readonly name: string };
  readonly unit: { readonly id: UnitId; readonly code: string };
  readonly start: Instant;
  readonly end: Instant;
  readonly removedAt: Instant;
  readonly removedBy: string;
  readonly reason: string;
}

const REMOVED = `
  SELECT s.id, s.start_time, s.end_time, s.deleted_at, s.deletion_reason AS reason,
         jsonb_build_object('id', u.id, 'name', concat_ws(' ', u.first_name, u.last_name)) AS user,
         jsonb_build_object('id', n.id, 'code', n.code) AS unit, concat_ws(' ', b.first_name, b.last_name) AS "removedBy"
  FROM marking_sessions s JOIN users u ON u.id = s.user_id JOIN units n ON n.id = s.unit_id
  LEFT JOIN users b ON b.id = s.deleted_by_id
  WHERE s.deleted_at IS NOT NULL ORDER BY s.deleted_at DESC, s.id DESC LIMIT $1 OFFSET $2`;

/** The sessions of all units that were removed and not put back, the latest removal first. Admins only. */
export async function removedSessions(
  db: Database,
  scope: Scope,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ readonly sessions: readonly RemovedSession[]; readonly total: number }> {
  requireAdmin(scope, "see all removed sessions");
  const [page, count] = await Promise.all([
    db.pool.query<
      Pick<RemovedSession, "id" | "user" | "unit" | "removedBy" | "reason"> & {
        start_time: Date;
        end_time: Date;
        deleted_at: Date;
      }
    >(REMOVED, [limit, offset]),
    db.pool.query<{ total: number }>("SELECT count(*) AS total FROM marking_sessions WHERE deleted_at IS NOT NULL"),
  ]);
  return {
    sessions: page.rows.map(({ start_time: start, end_time: end, deleted_at: removedAt, ...row }) => ({
      ...row,
      start: instantOf(start),
      end: instantOf(end),
      removedAt: instantOf(removedAt),
    })),
    total: count.rows[0]?.total ?? 0,
  };
}
