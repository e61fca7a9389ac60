import type { Instant } from "@tutor-times/core/instant";
import type { TokenScope } from "@tutor-times/core/token-scopes";
import { foundToken, hashOf, noteUse, type FoundToken, type UsedToken, type UserTokenKind } from "./access-tokens";
import type { Database } from "./database";
import { gather } from "./gather";
import { dateOf } from "./tracker/rows";
import { viewerColumns, viewerOf, type Viewer, type ViewerRow } from "./viewers";

/** A credential that a request shows, and when. */
export interface ShownToken {
  readonly token: string;
  readonly kind: UserTokenKind;
  /** Whose it must be, where the request says so. */
  readonly username?: string;
  readonly now: Instant;
}

export interface SignedIn {
  readonly token: FoundToken;
  /** Null if their account was closed. */
  readonly viewer: Viewer | null;
}

interface SignedInRow extends ViewerRow, Omit<UsedToken, "id"> {
  readonly n: number;
  readonly tokenId: UsedToken["id"];
  readonly kind: UserTokenKind;
  readonly scopes: TokenScope[];
  readonly active: boolean;
}

const FIND = `
  SELECT k.n::integer, found.*
  FROM unnest($1::bytea[], $2::text[], $3::text[], $4::timestamptz[]) WITH ORDINALITY AS k(token_hash, kind, username, now, n), LATERAL (
    SELECT t.id AS "tokenId", t.kind, t.scopes, t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt", t.created_at AS "createdAt",
           u.active, ${viewerColumns("k.now")}
    FROM access_tokens t JOIN users u ON u.id = t.user_id
    WHERE t.token_hash = k.token_hash AND t.kind = k.kind AND t.revoked_at IS NULL AND (k.username IS NULL OR u.username = k.username)
    OFFSET 0) AS found`;

const find = gather<ShownToken, SignedInRow | null>(async (db, shown) => {
  const { rows } = await db.pipelined.query<SignedInRow>({
    name: "find-signed-in",
    text: FIND,
    values: [
      shown.map(({ token }) => hashOf(token)),
      shown.map(({ kind }) => kind),
      shown.map(({ username }) => username?.toLowerCase() ?? null),
      shown.map(({ now }) => dateOf(now)),
    ],
  });
  const found = new Map(rows.map((row) => [row.n, row]));
  return shown.map((_, index) => found.get(index + 1) ?? null);
});

/**
 * A credential and who shows it, in one statement, which requests that come together share. Roles are read afresh for
 * every request. Expired ones are found, too; null if there is no such token of that kind, if it was revoked, or if it is
 * not `username`'s (where one is given). Notes its use, at most once a minute.
 */
export async function findSignedIn(db: Database, shown: ShownToken): Promise<SignedIn | null> {
  const row = await find(db, shown);
  if (row === null) return null;
  const used = { ...row, id: row.tokenId };
  const token = foundToken({ ...used, userId: row.id }, await noteUse(db, used, shown.now));
  return { token, viewer: row.active ? viewerOf(row) : null };
}
