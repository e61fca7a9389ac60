import type { Instant } from "@tutor-times/core/instant";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import { SYSTEM_ROLES, type Scope, type SystemRole } from "@tutor-times/core/viewer";
import type { Database } from "./database";

export interface ViewerUser {
  readonly id: UserId;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly systemRole: SystemRole;
  /** The zone they chose for themselves, or null. */
  readonly timezone: string | null;
}

/** Somebody who makes a request: who they are, and what they may see and do at this moment. */
export interface Viewer {
  readonly scope: Scope;
  readonly user: ViewerUser;
}

/** A row of what `viewerColumns` names. */
export interface ViewerRow extends Omit<ViewerUser, "systemRole"> {
  readonly systemRole: string;
  readonly convenes: UnitId[];
  readonly tutors: UnitId[];
  readonly taught: UnitId[];
  readonly studies: UnitId[];
}

/** What `viewerOf` reads, of the table alias `u`; roles as they are at the instant that the expression `now` names. */
export const viewerColumns = (now: string): string => `
  u.id, u.username, u.first_name AS "firstName", u.last_name AS "lastName", u.email, u.system_role AS "systemRole", u.timezone,
  ARRAY(SELECT r.unit_id FROM unit_roles r WHERE r.user_id = u.id AND r.role = 'convenor'
        AND (r.ended_at IS NULL OR r.ended_at > ${now})) AS convenes,
  ARRAY(SELECT r.unit_id FROM unit_roles r WHERE r.user_id = u.id AND r.role = 'tutor'
        AND (r.ended_at IS NULL OR r.ended_at > ${now})) AS tutors,
  ARRAY(SELECT DISTINCT r.unit_id FROM unit_roles r WHERE r.user_id = u.id AND r.ended_at <= ${now}) AS taught,
  ARRAY(SELECT p.unit_id FROM projects p WHERE p.user_id = u.id AND p.enrolled) AS studies`;

const LOAD_VIEWER = `SELECT ${viewerColumns("$2")} FROM users u WHERE u.id = $1 AND u.active`;

/**
 * Who `userId` is and which roles they hold at `now`, read afresh: a role that was lost is lost at the next request.
 * Null if there is no such user, or if their account was closed.
 */
export async function loadViewer(db: Database, userId: UserId, now: Instant): Promise<Viewer | null> {
  const { rows } = await db.pool.query<ViewerRow>({ name: "load-viewer", text: LOAD_VIEWER, values: [userId, new Date(now)] });
  return rows[0] === undefined ? null : viewerOf(rows[0]);
}

/** What a row of `viewerColumns` says of somebody. */
export function viewerOf(row: ViewerRow): Viewer {
  const { id, username, firstName, lastName, email, timezone, convenes, tutors, taught, studies } = row;
  const systemRole = SYSTEM_ROLES.find((role) => role === row.systemRole) ?? "student";
  return {
    scope: { userId: id, isAdmin: systemRole === "admin", convenes, tutors, taught, studies },
    user: { id, username, firstName, lastName, email, systemRole, timezone },
  };
}
