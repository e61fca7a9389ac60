import { DomainError } from "@tutor-times/core/errors";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { checkPerson, type PersonDetails } from "@tutor-times/core/person";
import type { Scope, SystemRole } from "@tutor-times/core/viewer";
import { writeAudit } from "../audit";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { inTransaction, type Client } from "../transaction";
import { requireAdmin } from "./require-admin";
import type { UnitRoleName } from "./staff";

/** Somebody as admins see them. */
export interface ListedPerson extends PersonDetails {
  readonly id: UserId;
  /** False: they cannot sign in, and what they did stays. */
  readonly active: boolean;
  readonly roles: readonly {
    readonly unitId: UnitId;
    readonly unitCode: string;
    readonly role: UnitRoleName;
    readonly ended: boolean;
  }[];
}

export interface PeopleSearch {
  /** Part of a name, a username or an e-mail address; empty: everybody. */
  readonly text: string;
  readonly limit: number;
  readonly offset: number;
}

/** $1 the text, with what LIKE takes for its own escaped. */
const FOUND = `
  FROM users u WHERE $1 = '' OR u.username LIKE '%' || lower($1) || '%' OR u.email LIKE '%' || lower($1) || '%'
    OR lower(concat_ws(' ', u.first_name, u.last_name)) LIKE '%' || lower($1) || '%'`;

const PAGE = `
  SELECT u.id, u.username, u.email, u.first_name AS "firstName", u.last_name AS "lastName", u.system_role AS "systemRole", u.active,
         coalesce((SELECT jsonb_agg(jsonb_build_object('unitId', n.id, 'unitCode', n.code, 'role', r.role, 'ended', r.ended_at IS NOT NULL
             AND r.ended_at <= $2) ORDER BY n.start_date DESC, n.id, r.role)
           FROM unit_roles r JOIN units n ON n.id = r.unit_id WHERE r.user_id = u.id), '[]') AS roles
  FROM (SELECT u.* ${FOUND} ORDER BY u.username LIMIT $3 OFFSET $4) u ORDER BY u.username`;

/** People by username, a page of them. Admins only. */
export async function listPeople(
  db: Database,
  scope: Scope,
  { search, now }: { search: PeopleSearch; now: Instant },
): Promise<{ readonly people: readonly ListedPerson[]; readonly total: number }> {
  requireAdmin(scope, "see the list of people");
  const text = search.text.trim().replace(/[\\%_]/g, "\\$&");
  const [page, count] = await Promise.all([
    db.pool.query<ListedPerson>(PAGE, [text, dateOf(now), search.limit, search.offset]),
    db.pool.query<{ total: number }>(`SELECT count(*) AS total ${FOUND}`, [text]),
  ]);
  return { people: page.rows, total: count.rows[0]?.total ?? 0 };
}

const ADD = `
  INSERT INTO users (username, email, first_name, last_name, system_role, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING RETURNING id`;

/**
 * Adds an account without a password: its holder signs in through the university's single sign-on, or gets a password
 * from an operator. Logged. Admins only. Throws DomainError `invalid`, `conflict` if the username or the address is taken.
 */
export async function addPerson(
  db: Database,
  scope: Scope,
  { person, now }: { person: PersonDetails; now: Instant },
): Promise<UserId> {
  requireAdmin(scope, "add people");
  return inTransaction(db.pipelined, (client) => insertPerson(client, scope, person, now));
}

/** The same within a transaction that adds more than one. */
export async function insertPerson(client: Client, scope: Scope, given: PersonDetails, now: Instant): Promise<UserId> {
  const person = checkPerson(given);
  const values = [person.username, person.email, person.firstName, person.lastName, person.systemRole, dateOf(now)];
  const { rows } = await client.query<{ id: UserId }>(ADD, values);
  const [added] = rows;
  if (added === undefined) {
    throw new DomainError(
      "conflict",
      `There is an account with the username ${person.username} or the address ${person.email}.`,
      "username",
    );
  }
  await writeAudit(
    client,
    { actorId: scope.userId, unitId: null, action: "person.add", details: { userId: added.id, ...person } },
    now,
  );
  return added.id;
}

/** What of an account changes; the rest stays. */
export interface PersonChange {
  readonly systemRole?: SystemRole;
  readonly active?: boolean;
}

/**
 * Changes the system role of somebody, or closes or opens their account. Closing it ends all their sign-ins and tokens;
 * what they did stays. Nobody does this to themselves, so that an admin always remains. Logged. Admins only.
 */
export async function changePerson(
  db: Database,
  scope: Scope,
  { userId, change, now }: { userId: UserId; change: PersonChange; now: Instant },
): Promise<void> {
  requireAdmin(scope, "change accounts");
  if (userId === scope.userId) {
    throw new DomainError("forbidden", "You cannot change your own account: ask another administrator.", "user_id");
  }
  await inTransaction(db.pipelined, async (client) => {
    const { rows } = await client.query(
      `UPDATE users SET system_role = coalesce($2, system_role), active = coalesce($3, active), updated_at = $4
       WHERE id = $1 RETURNING id`,
      [userId, change.systemRole ?? null, change.active ?? null, dateOf(now)],
    );
    if (rows.length === 0) throw new DomainError("not_found", "Unable to find requested User", "user_id");
    if (change.active === false) {
      await client.query("UPDATE access_tokens SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL", [
        userId,
        dateOf(now),
      ]);
    }
    await writeAudit(
      client,
      { actorId: scope.userId, unitId: null, action: "person.change", details: { userId, ...change } },
      now,
    );
  });
}
