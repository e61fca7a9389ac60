import { DomainError } from "@tutor-times/core/errors";
import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { isEmailAddress, isUsername } from "@tutor-times/core/person";
import type { Database } from "./database";
import { requireGoodPassword } from "./password-rules";
import { hashPassword } from "./passwords";
import { retried } from "./retried";

export interface NewAdmin {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
  readonly now: Instant;
}

/** Makes an account with the system role admin. Throws DomainError where a field is no good or the name is taken. */
export async function createAdmin(db: Database, given: NewAdmin): Promise<UserId> {
  const username = given.username.trim().toLowerCase();
  const email = given.email.trim().toLowerCase();
  if (!isUsername(username)) throw new DomainError("invalid", `"${username}" is no username`, "username");
  if (!isEmailAddress(email)) throw new DomainError("invalid", `"${email}" is no e-mail address`, "email");
  const taken = await db.prisma.user.findFirst({ where: { OR: [{ username }, { email }] }, select: { username: true } });
  if (taken !== null)
    throw new DomainError("conflict", `There is an account "${taken.username}" with that username or e-mail`, "username");
  requireGoodPassword(given.password, [username, email]);
  const passwordHash = await hashPassword(given.password);
  const names = { firstName: given.firstName.trim(), lastName: given.lastName.trim() };
  const createdAt = new Date(given.now);
  return retried(() =>
    db.prisma.$transaction(async (tx) => {
      const { id } = await tx.user.create({
        data: { username, email, ...names, systemRole: "admin", passwordHash, createdAt },
        select: { id: true },
      });
      await tx.auditEntry.create({ data: { action: "create-admin", actorId: null, details: { username }, createdAt } });
      return Number(id) as UserId;
    }),
  );
}

/** Gives `username` a new password and revokes all credentials they hold. Throws DomainError if there is no such account. */
export async function setPassword(
  db: Database,
  given: { readonly username: string; readonly password: string; readonly now: Instant },
): Promise<void> {
  const username = given.username.trim().toLowerCase();
  const user = await db.prisma.user.findUnique({ where: { username }, select: { id: true, email: true } });
  if (user === null) throw new DomainError("not_found", `There is no account "${username}"`, "username");
  requireGoodPassword(given.password, [username, user.email]);
  const passwordHash = await hashPassword(given.password);
  const at = new Date(given.now);
  await retried(() =>
    db.prisma.$transaction([
      db.prisma.user.update({ where: { id: user.id }, data: { passwordHash } }),
      db.prisma.accessToken.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: at } }),
      db.prisma.auditEntry.create({ data: { action: "set-password", actorId: null, details: { username }, createdAt: at } }),
    ]),
  );
}

/** How many people can sign in and do everything, and how many there are at all. */
export async function countAccounts(db: Database): Promise<{ users: number; admins: number }> {
  const [users, admins] = await Promise.all([
    db.prisma.user.count(),
    db.prisma.user.count({ where: { systemRole: "admin", active: true, passwordHash: { not: null } } }),
  ]);
  return { users, admins };
}
