import { DomainError } from "@tutor-times/core/errors";
import type { TokenId, UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, instantOf, type Instant } from "@tutor-times/core/instant";
import { PERSONAL_SCOPES, type PersonalScope } from "@tutor-times/core/token-scopes";
import { issueTokenWithId } from "./access-tokens";
import type { Database } from "./database";
import { retried } from "./retried";

/** The most personal tokens that somebody can have which still hold. */
const MOST_PERSONAL_TOKENS = 50;

/** The longest life of a token that a program keeps, in days. */
export const LONGEST_LIFE_DAYS = 365;

/** A personal token as its owner sees it again: everything but the token itself. */
export interface PersonalToken {
  readonly id: TokenId;
  readonly name: string;
  readonly scope: PersonalScope;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly expired: boolean;
  /** To the minute; null: never. */
  readonly lastUsedAt: Instant | null;
}

/** The personal tokens of a user that were not revoked, the latest first. */
export async function listPersonalTokens(db: Database, userId: UserId, now: Instant): Promise<PersonalToken[]> {
  const rows = await db.prisma.accessToken.findMany({
    where: { userId, kind: "personal", revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt }) => ({
    id: Number(id) as TokenId,
    name,
    scope: PERSONAL_SCOPES.find((scope) => scopes.includes(scope)) ?? "read",
    createdAt: instantOf(createdAt),
    expiresAt: instantOf(expiresAt),
    expired: instantOf(expiresAt) <= now,
    lastUsedAt: lastUsedAt && instantOf(lastUsedAt),
  }));
}

/**
 * Makes a personal token that holds for `days`. The token itself is in the answer and nowhere else.
 * Throws DomainError `conflict` for one too many, `invalid` for an empty name.
 */
export async function createPersonalToken(
  db: Database,
  userId: UserId,
  given: { readonly name: string; readonly scope: PersonalScope; readonly days: number; readonly now: Instant },
): Promise<{ readonly id: TokenId; readonly token: string; readonly expiresAt: Instant }> {
  const { name, scope, days, now } = given;
  const expiresAt = addMs(now, days * DAY_MS);
  const issued = await retried(() =>
    db.prisma.$transaction(async (tx) => {
      // Two who make the last one at once take turns here.
      await tx.$executeRaw`SELECT FROM users WHERE id = ${BigInt(userId)} FOR NO KEY UPDATE`;
      const holding = { userId, kind: "personal", revokedAt: null, expiresAt: { gt: new Date(now) } };
      if ((await tx.accessToken.count({ where: holding })) >= MOST_PERSONAL_TOKENS) {
        throw new DomainError(
          "conflict",
          `You have ${MOST_PERSONAL_TOKENS} tokens, which is the most. Revoke one of them first.`,
        );
      }
      const made = await issueTokenWithId({ prisma: tx }, { kind: "personal", userId, name, scopes: [scope], now, expiresAt });
      await tx.auditEntry.create({
        data: { actorId: userId, action: "token.create", details: { name, scope }, createdAt: new Date(now) },
      });
      return made;
    }),
  );
  return { ...issued, expiresAt };
}

/** Makes a personal token of the user worthless from now on. Throws DomainError `not_found` if they have no such token. */
export async function revokePersonalToken(
  db: Database,
  userId: UserId,
  { tokenId, now }: { readonly tokenId: TokenId; readonly now: Instant },
): Promise<void> {
  const { count } = await db.prisma.accessToken.updateMany({
    where: { id: tokenId, userId, kind: "personal", revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  if (count === 0) throw new DomainError("not_found", "Unable to find requested Token", "token_id");
}

/** Ends every sign-in of the user, this one too, and their personal tokens if `tokensToo`. Returns how many held. */
export async function signOutEverywhere(
  db: Database,
  userId: UserId,
  { tokensToo, now }: { readonly tokensToo: boolean; readonly now: Instant },
): Promise<number> {
  const kinds = ["browser", "ontrack", ...(tokensToo ? ["personal"] : [])];
  const at = new Date(now);
  const { count } = await db.prisma.accessToken.updateMany({
    where: { userId, kind: { in: kinds }, revokedAt: null, expiresAt: { gt: at } },
    data: { revokedAt: at },
  });
  return count;
}
