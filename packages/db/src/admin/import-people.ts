import { DomainError } from "@tutor-times/core/errors";
import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { checkPerson, type PersonDetails } from "@tutor-times/core/person";
import type { Scope } from "@tutor-times/core/viewer";
import { writeAudit } from "../audit";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { inTransaction, type Client } from "../transaction";
import { insertPerson } from "./people";
import { requireAdmin } from "./require-admin";
import type { UnitRoleName } from "./staff";

/** A line of a list of people: an account, and perhaps a role of its holder in a unit. */
export interface PersonLine extends PersonDetails {
  /** Where it stands in the file, for the refusal. */
  readonly line: number;
  /** The code of a unit, whose latest offering is meant; null: no role. */
  readonly unitCode: string | null;
  readonly unitRole: UnitRoleName | null;
}

export interface ImportedPeople {
  readonly added: number;
  /** Were there already, by their username: their account stays as it is. */
  readonly known: number;
  readonly roles: number;
}

/** Not to be held back by one file: a large university's whole staff. */
const MOST_PEOPLE_PER_IMPORT = 5_000;

/**
 * Adds people from a list, and gives roles in units: all of it or nothing. Sent again it changes nothing. Logged.
 * Admins only. Throws DomainError `invalid`, `conflict` or `not_found`, which names the line.
 */
export async function importPeople(
  db: Database,
  scope: Scope,
  { lines, now }: { lines: readonly PersonLine[]; now: Instant },
): Promise<ImportedPeople> {
  requireAdmin(scope, "import people");
  if (lines.length > MOST_PEOPLE_PER_IMPORT) {
    throw new DomainError("invalid", `csv is invalid: it has more than ${MOST_PEOPLE_PER_IMPORT} lines`, "csv");
  }
  return inTransaction(db.pipelined, async (client) => {
    let [added, roles] = [0, 0];
    for (const line of lines) {
      try {
        const known = await findUser(client, checkPerson(line).username);
        const userId = known ?? (await insertPerson(client, scope, detailsOf(line), now));
        if (known === null) added += 1;
        roles += await giveRole(client, userId, line, now);
      } catch (error) {
        if (error instanceof DomainError) throw new DomainError(error.code, `Line ${line.line}: ${error.message}`, "csv");
        throw error;
      }
    }
    const found = { added, known: lines.length - added, roles };
    await writeAudit(client, { actorId: scope.userId, unitId: null, action: "people.import", details: found }, now);
    return found;
  });
}

function detailsOf({ username, email, firstName, lastName, systemRole }: PersonLine): PersonDetails {
  return { username, email, firstName, lastName, systemRole };
}

async function findUser(client: Client, username: string): Promise<UserId | null> {
  const { rows } = await client.query<{ id: UserId }>("SELECT id FROM users WHERE username = $1", [username]);
  return rows[0]?.id ?? null;
}

/** 1 if a role was given that was not held already. */
async function giveRole(client: Client, userId: UserId, { unitCode, unitRole }: PersonLine, now: Instant): Promise<number> {
  if (unitCode === null || unitRole === null) return 0;
  const units = await client.query<{ id: number }>(
    "SELECT id FROM units WHERE code = $1 ORDER BY start_date DESC, id DESC LIMIT 1",
    [unitCode],
  );
  const [unit] = units.rows;
  if (unit === undefined) throw new DomainError("not_found", `There is no unit ${unitCode}.`);
  const { rows } = await client.query(
    `INSERT INTO unit_roles AS r (unit_id, user_id, role, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (unit_id, user_id, role) DO UPDATE SET ended_at = NULL, updated_at = EXCLUDED.updated_at WHERE r.ended_at IS NOT NULL
     RETURNING id`,
    [unit.id, userId, unitRole, dateOf(now)],
  );
  return rows.length;
}
