import type { TokenId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { requireAdmin } from "./require-admin";

/** A token that a program keeps and that still holds; never the token itself. */
export interface TokenInUse {
  readonly id: TokenId;
  /** The person it acts for, or the service account. */
  readonly owner: string;
  readonly isService: boolean;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** To the minute; null: never. */
  readonly lastUsedAt: Instant | null;
}

const HELD = `
  FROM access_tokens t LEFT JOIN users u ON u.id = t.user_id LEFT JOIN service_accounts a ON a.id = t.service_account_id
  WHERE t.kind IN ('personal', 'service') AND t.revoked_at IS NULL AND t.expires_at > $1`;

const PAGE = `
  SELECT t.id, coalesce(a.name, concat_ws(' ', u.first_name, u.last_name)) AS owner, a.id IS NOT NULL AS "isService", t.name,
         t.scopes, t.created_at, t.expires_at, t.last_used_at ${HELD}
  ORDER BY t.last_used_at DESC NULLS LAST, t.id DESC LIMIT $2 OFFSET $3`;

/** The tokens of programs that hold at `now`, of people and of service accounts, those used last first. Admins only. */
export async function tokensInUse(
  db: Database,
  scope: Scope,
  { limit, offset, now }: { limit: number; offset: number; now: Instant },
): Promise<{ readonly tokens: readonly TokenInUse[]; readonly total: number }> {
  requireAdmin(scope, "see the tokens in use");
  const [page, count] = await Promise.all([
    db.pool.query<
      Omit<TokenInUse, "createdAt" | "expiresAt" | "lastUsedAt"> & {
        created_at: Date;
        expires_at: Date;
        last_used_at: Date | null;
      }
    >(PAGE, [dateOf(now), limit, offset]),
    db.pool.query<{ total: number }>(`SELECT count(*) AS total ${HELD}`, [dateOf(now)]),
  ]);
  return {
    tokens: page.rows.map(({ created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt, ...row }) => ({
      ...row,
      createdAt: instantOf(createdAt),
      expiresAt: instantOf(expiresAt),
      lastUsedAt: lastUsedAt && instantOf(lastUsedAt),
    })),
    total: count.rows[0]?.total ?? 0,
  };
}
