import type { TokenScope } from "@tutor-times/core/token-scopes";
import type { Instant } from "@tutor-times/core/instant";
import { hashOf, noteUse, type UsedToken } from "./access-tokens";
import type { Database } from "./database";
import type { ServiceAccount } from "./service-accounts";

/** Whose a service token is, and what it may do. */
export interface FoundServiceToken {
  readonly account: ServiceAccount;
  readonly scopes: readonly TokenScope[];
  readonly expired: boolean;
}

interface ServiceTokenRow extends UsedToken {
  readonly scopes: TokenScope[];
  readonly account: ServiceAccount;
}

const FIND_SERVICE_TOKEN = `
  SELECT t.id, t.kind, t.scopes, t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt", t.created_at AS "createdAt",
         json_build_object('id', a.id, 'name', a.name, 'createsUnknown', a.creates_unknown, 'timezone', a.timezone) AS account
  FROM access_tokens t JOIN service_accounts a ON a.id = t.service_account_id
  WHERE t.token_hash = $1 AND t.kind = 'service' AND t.revoked_at IS NULL AND a.closed_at IS NULL`;

/** The service token that `token` is the secret of, an expired one included; null if there is none or it was revoked. */
export async function findServiceToken(
  db: Database,
  token: string,
  { now }: { readonly now: Instant },
): Promise<FoundServiceToken | null> {
  const values = [hashOf(token)];
  const { rows } = await db.pool.query<ServiceTokenRow>({ name: "find-service-token", text: FIND_SERVICE_TOKEN, values });
  const row = rows[0];
  if (row === undefined) return null;
  return { account: row.account, scopes: row.scopes, expired: await noteUse(db, row, now) };
}
