import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { isEmailAddress } from "@tutor-times/core/person";
import { expiryOf, issueToken } from "./access-tokens";
import type { Database } from "./database";
import { followGroups, type GroupRole } from "./identity-roles";
import { retried } from "./retried";
import type { SignedIn } from "./sign-in";
import { loadViewer } from "./viewers";

/** Somebody for whom an identity provider vouches. */
export interface VouchedFor {
  readonly issuer: string;
  /** What the provider calls them, and never calls anybody else. */
  readonly subject: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly firstName: string;
  readonly lastName: string;
  /** What the provider's groups give them here. */
  readonly roles: readonly GroupRole[];
}

/**
 * Why the provider's word does not suffice: their account here is closed; the provider says too little of them; or an
 * account that goes by their name or e-mail address is not known to be theirs.
 */
export type IdentityRefusal = "closed" | "incomplete" | "taken";

type Transaction = Parameters<Parameters<Database["prisma"]["$transaction"]>[0]>[0];

/**
 * A new credential for a browser. Who was here before is known by issuer and subject; else the account with the same
 * verified e-mail address, or with the same username where `matchBy` says so, is theirs from now on; else they get an
 * account without any role. Groups are followed at each sign-in.
 */
export async function signInWithIdentity(
  db: Database,
  { vouched, matchBy, now }: { readonly vouched: VouchedFor; readonly matchBy: "email" | "username"; readonly now: Instant },
): Promise<SignedIn | IdentityRefusal> {
  const found = await retried(() =>
    db.prisma.$transaction(async (tx) => {
      // Two first sign-ins of one person take turns.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${vouched.issuer} ${vouched.subject}`}, 7))`;
      const user = await findOrCreate(tx, vouched, matchBy, now);
      if (typeof user === "string") return user;
      if (!user.active) return "closed" as const;
      await followGroups(tx, { ...vouched, userId: user.id, now });
      return user;
    }),
  );
  if (typeof found === "string") return found;
  const viewer = await loadViewer(db, Number(found.id) as UserId, now);
  if (viewer === null) return "closed";
  const userId = viewer.user.id;
  const expiresAt = expiryOf("browser", now, false);
  const token = await issueToken(db, { userId, kind: "browser", now, expiresAt });
  return { userId, token, expiresAt, viewer };
}

interface Account {
  readonly id: bigint;
  readonly active: boolean;
}

async function findOrCreate(
  tx: Transaction,
  vouched: VouchedFor,
  matchBy: "email" | "username",
  now: Instant,
): Promise<Account | IdentityRefusal> {
  const { issuer, subject } = vouched;
  const at = new Date(now);
  const known = await tx.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: { select: { id: true, active: true } } },
  });
  if (known !== null) {
    await tx.identity.update({ where: { issuer_subject: { issuer, subject } }, data: { lastUsedAt: at } });
    return known.user;
  }
  const email = vouched.email?.trim().toLowerCase() ?? "";
  const username = vouched.username?.trim().toLowerCase() ?? "";
  const matched = await tx.user.findUnique({
    where: matchBy === "email" ? { email: vouched.emailVerified ? email : "" } : { username },
    select: { id: true, active: true, identities: { where: { issuer } } },
  });
  // Addresses and usernames are given to somebody new in time; who had them first stays apart by their subject.
  if (matched !== null && matched.identities.length > 0) return "taken";
  const user = matched ?? (await createAccount(tx, { ...vouched, email, username }, now));
  if (typeof user === "string") return user;
  await tx.identity.create({ data: { issuer, subject, userId: user.id, createdAt: at, lastUsedAt: at } });
  await tx.auditEntry.create({
    data: { actorId: user.id, action: "identity.link", details: { issuer, subject, isNew: matched === null }, createdAt: at },
  });
  return user;
}

async function createAccount(
  tx: Transaction,
  { email, username: given, firstName, lastName }: VouchedFor & { readonly email: string; readonly username: string },
  now: Instant,
): Promise<Account | IdentityRefusal> {
  const username = given === "" ? email : given;
  if (!isEmailAddress(email) || !/^[\p{L}\p{N}._@+-]{1,255}$/u.test(username)) return "incomplete";
  const inTheWay = await tx.user.count({ where: { OR: [{ email }, { username }, { username: email }, { email: username }] } });
  if (inTheWay > 0) return "taken";
  return tx.user.create({
    data: { email, username, firstName, lastName, systemRole: "student", createdAt: new Date(now) },
    select: { id: true, active: true },
  });
}
