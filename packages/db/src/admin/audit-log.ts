import type { UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { requireWholeUnit } from "../unit-rights";
import { requireAdmin } from "./require-admin";

/** What JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface LoggedChange {
  readonly id: number;
  readonly at: Instant;
  /** Null: an operator at the terminal, or the product itself. */
  readonly actor: { readonly id: UserId; readonly name: string } | null;
  readonly unit: { readonly id: UnitId; readonly code: string } | null;
  /** What was done, `unit.policy`. */
  readonly action: string;
  readonly details: Record<string, Json>;
}

/** Where the ids of the details are looked up, and which fields hold them. */
const NAMED = {
  people: [
    "SELECT id, concat_ws(' ', first_name, last_name) AS name FROM users WHERE id = ANY($1::bigint[]) ORDER BY id",
    "userId",
    "tutorId",
  ],
  units: ["SELECT id, code AS name FROM units WHERE id = ANY($1::bigint[]) ORDER BY id", "fromUnitId", "toUnitId"],
  tutorials: ["SELECT id, abbreviation AS name FROM tutorials WHERE id = ANY($1::bigint[]) ORDER BY id", "tutorialId"],
  streams: ["SELECT id, name FROM tutorial_streams WHERE id = ANY($1::bigint[]) ORDER BY id", "streamId"],
  serviceAccounts: ["SELECT id, name FROM service_accounts WHERE id = ANY($1::bigint[]) ORDER BY id", "serviceAccountId"],
  tokens: ["SELECT id, name FROM access_tokens WHERE id = ANY($1::bigint[]) AND kind = 'service' ORDER BY id", "tokenId"],
} as const;

interface Named {
  readonly id: number;
  readonly name: string;
}

/** What some ids of the details stand for. */
export type NamesOfLog = Readonly<Record<keyof typeof NAMED, readonly Named[]>>;

const LOG = `
  SELECT e.id, e.created_at, e.action, e.details,
         CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', concat_ws(' ', u.first_name, u.last_name)) END AS actor,
         CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('id', n.id, 'code', n.code) END AS unit
  FROM audit_entries e LEFT JOIN users u ON u.id = e.actor_id LEFT JOIN units n ON n.id = e.unit_id
  WHERE $1::bigint IS NULL OR e.unit_id = $1 ORDER BY e.created_at DESC, e.id DESC LIMIT $2 OFFSET $3`;

/**
 * Who changed what, the latest first: of one unit for its convenors and admins, of everything for admins.
 * Throws DomainError `not_found`, `forbidden`.
 */
export async function auditLog(
  db: Database,
  scope: Scope,
  { unitId, limit, offset }: { unitId: UnitId | null; limit: number; offset: number },
): Promise<{ readonly changes: readonly LoggedChange[]; readonly total: number; readonly names: NamesOfLog }> {
  if (unitId === null) requireAdmin(scope, "see the log of all changes");
  else await requireWholeUnit(db, scope, unitId, "view the history");
  const [page, count] = await Promise.all([
    db.pool.query<Omit<LoggedChange, "at"> & { created_at: Date }>(LOG, [unitId, limit, offset]),
    db.pool.query<{ total: number }>("SELECT count(*) AS total FROM audit_entries e WHERE $1::bigint IS NULL OR e.unit_id = $1", [
      unitId,
    ]),
  ]);
  return {
    names: await namesOf(db, page.rows),
    changes: page.rows.map(({ created_at: createdAt, ...row }) => ({ ...row, at: instantOf(createdAt) })),
    total: count.rows[0]?.total ?? 0,
  };
}

/** Who and what the ids in some details are. What is gone since has no name. */
async function namesOf(db: Database, changes: readonly Pick<LoggedChange, "details">[]): Promise<NamesOfLog> {
  const all = changes.map(({ details }) => details);
  const nameAll = async ([sql, ...fields]: readonly [string, ...string[]]): Promise<readonly Named[]> => {
    const ids = [...new Set(all.flatMap((details) => idsIn(details, fields)))];
    return ids.length === 0 ? [] : (await db.pool.query<Named>(sql, [ids])).rows;
  };
  const [people, units, tutorials, streams, serviceAccounts, tokens] = await Promise.all([
    nameAll(NAMED.people),
    nameAll(NAMED.units),
    nameAll(NAMED.tutorials),
    nameAll(NAMED.streams),
    nameAll(NAMED.serviceAccounts),
    nameAll(NAMED.tokens),
  ]);
  return { people, units, tutorials, streams, serviceAccounts, tokens };
}

/** The values of `fields`, however deep they stand. */
function idsIn(value: Json, fields: readonly string[]): number[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => idsIn(one, fields));
  return Object.entries(value).flatMap(([name, one]) =>
    fields.includes(name) && typeof one === "number" ? [one] : idsIn(one, fields),
  );
}
