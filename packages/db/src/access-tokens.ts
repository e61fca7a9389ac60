import { createHash, randomBytes } from "node:crypto";
import type { ServiceAccountId, TokenId, UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, HOUR_MS, instantOf, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import type { TokenScope } from "@tutor-times/core/token-scopes";
import type { Database } from "./database";

/** A browser's session, a token of OnTrack's sign-in, one that a person made for a program, one of a service account. */
export type TokenKind = "browser" | "ontrack" | "personal" | "service";

/** How long a browser stays signed in without being used, and how long at most. */
const BROWSER_IDLE_MS = 12 * HOUR_MS;
const BROWSER_LONGEST_MS = 30 * DAY_MS;

/** How long a token of OnTrack's sign-in lives, and how long with "remember me", which is for staff. */
const ONTRACK_MS = 2 * HOUR_MS;
const ONTRACK_REMEMBERED_MS = 7 * DAY_MS;

/** When a token of `kind` that is issued or renewed at `now` expires. */
export function expiryOf(kind: "browser" | "ontrack", now: Instant, remembered: boolean): Instant {
  if (kind === "browser") return addMs(now, BROWSER_IDLE_MS);
  return addMs(now, remembered ? ONTRACK_REMEMBERED_MS : ONTRACK_MS);
}

/** What tokens that programs keep begin with, so that people and scanners know one when they see it. */
const PREFIXES: Record<TokenKind, string> = { browser: "", ontrack: "", personal: "ttp_", service: "tts_" };

/** What a `Bearer` token calls itself; what is none of ours counts as a personal one that nobody knows. */
export function kindOfBearer(token: string): "personal" | "service" {
  return token.startsWith(PREFIXES.service) ? "service" : "personal";
}

/** A token to store; its owner is a user or, for a service token, a service account. */
export type TokenToIssue = {
  readonly now: Instant;
  readonly expiresAt: Instant;
  readonly name?: string;
} & (
  | { readonly kind: "browser" | "ontrack"; readonly userId: UserId }
  | { readonly kind: "personal"; readonly userId: UserId; readonly scopes: readonly [TokenScope] }
  | { readonly kind: "service"; readonly serviceAccountId: ServiceAccountId; readonly scopes: readonly [TokenScope] }
);

/** Makes a token and stores its SHA-256. The token itself is in the answer and nowhere else. */
export async function issueToken(db: Pick<Database, "prisma">, token: TokenToIssue): Promise<string> {
  return (await issueTokenWithId(db, token)).token;
}

/** Like `issueToken`, for whoever must name the token later. */
export async function issueTokenWithId(
  db: { readonly prisma: Pick<Database["prisma"], "accessToken"> },
  token: TokenToIssue,
): Promise<{ readonly id: TokenId; readonly token: string }> {
  const text = PREFIXES[token.kind] + randomBytes(32).toString("base64url");
  const owner = token.kind === "service" ? { serviceAccountId: token.serviceAccountId } : { userId: token.userId };
  const { id } = await db.prisma.accessToken.create({
    data: {
      ...owner,
      kind: token.kind,
      name: token.name ?? "",
      scopes: "scopes" in token ? [...token.scopes] : [],
      tokenHash: hashOf(text),
      expiresAt: new Date(token.expiresAt),
      createdAt: new Date(token.now),
    },
    select: { id: true },
  });
  return { id: Number(id) as TokenId, token: text };
}

/** The kinds of token that are a user's. */
export type UserTokenKind = Exclude<TokenKind, "service">;

export interface FoundToken {
  readonly id: TokenId;
  readonly userId: UserId;
  readonly kind: UserTokenKind;
  /** What a personal token may do; null: whatever its user may. */
  readonly scopes: readonly TokenScope[] | null;
  readonly expired: boolean;
}

/** What `noteUse` reads of a token. */
export interface UsedToken {
  readonly id: TokenId;
  readonly kind: TokenKind;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}

interface TokenRow extends UsedToken {
  readonly userId: UserId;
  readonly kind: UserTokenKind;
  readonly scopes: TokenScope[];
}

/** A row of `access_tokens`, as the rest of the code calls it. */
export function foundToken({ id, userId, kind, scopes }: TokenRow, expired: boolean): FoundToken {
  return { id, userId, kind, scopes: kind === "personal" ? scopes : null, expired };
}

/**
 * Notes that a token was shown at `now`, at most once a minute, unless it has expired: then it returns true. A browser's
 * session goes on while it is used; other tokens end when they were to end.
 */
export async function noteUse(db: Database, row: UsedToken, now: Instant): Promise<boolean> {
  if (instantOf(row.expiresAt) <= now) return true;
  if (row.lastUsedAt !== null && instantOf(row.lastUsedAt) > addMs(now, -MINUTE_MS)) return false;
  const longest = addMs(instantOf(row.createdAt), BROWSER_LONGEST_MS);
  const extended = new Date(Math.max(row.expiresAt.getTime(), Math.min(addMs(now, BROWSER_IDLE_MS), longest)));
  await db.prisma.accessToken.updateMany({
    // Of requests that arrive at once, one writes.
    where: { id: row.id, lastUsedAt: row.lastUsedAt },
    data: { lastUsedAt: new Date(now), ...(row.kind === "browser" ? { expiresAt: extended } : {}) },
  });
  return false;
}

/** Lets a token of OnTrack's sign-in live longer from `now` on, never shorter. */
export async function renewToken(
  db: Database,
  { token, remembered, now }: { readonly token: string; readonly remembered: boolean; readonly now: Instant },
): Promise<void> {
  const expiresAt = new Date(expiryOf("ontrack", now, remembered));
  await db.prisma.accessToken.updateMany({
    where: { tokenHash: hashOf(token), kind: "ontrack", revokedAt: null, expiresAt: { lt: expiresAt } },
    data: { expiresAt },
  });
}

/** Makes a token worthless from now on. Nothing happens if it is none, or was revoked before. */
export async function revokeToken(
  db: Database,
  { token, now }: { readonly token: string; readonly now: Instant },
): Promise<void> {
  await db.prisma.accessToken.updateMany({
    where: { tokenHash: hashOf(token), revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
}

/** What is stored of a token. */
export function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
