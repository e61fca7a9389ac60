import { DomainError } from "@tutor-times/core/errors";
import type { ServiceAccountId, TokenId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, instantOf, type Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { requireAdmin } from "./admin/require-admin";
import { issueTokenWithId } from "./access-tokens";
import type { Database } from "./database";
import { retried } from "./retried";

/** The most tokens of one account that hold: enough to change one while another is in use. */
const MOST_SERVICE_TOKENS = 10;

export interface ServiceAccount {
  readonly id: ServiceAccountId;
  readonly name: string;
  /** Whether people, units, projects, definitions and tasks that a report names and nobody knows are created or refused. */
  readonly createsUnknown: boolean;
  /** The zone of the units that it creates, where a report says nothing of it. */
  readonly timezone: string;
}

export interface ListedServiceAccount extends ServiceAccount {
  readonly createdAt: Instant;
  /** Null while it is in use. */
  readonly closedAt: Instant | null;
  readonly tokens: readonly {
    readonly id: TokenId;
    readonly name: string;
    readonly createdAt: Instant;
    readonly expiresAt: Instant;
    readonly expired: boolean;
    readonly lastUsedAt: Instant | null;
  }[];
}

/** Every service account, closed ones last, with its tokens that were not revoked. Throws `forbidden` unless for an admin. */
export async function listServiceAccounts(db: Database, scope: Scope, now: Instant): Promise<ListedServiceAccount[]> {
  requireAdmin(scope, "manage service accounts");
  const rows = await db.prisma.serviceAccount.findMany({
    include: { tokens: { where: { revokedAt: null }, orderBy: { id: "desc" } } },
    orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
  });
  return rows.map(({ id, name, createsUnknown, timezone, createdAt, closedAt, tokens }) => ({
    id: Number(id) as ServiceAccountId,
    name,
    createsUnknown,
    timezone,
    createdAt: instantOf(createdAt),
    closedAt: closedAt && instantOf(closedAt),
    tokens: tokens.map((token) => ({
      id: Number(token.id) as TokenId,
      name: token.name,
      createdAt: instantOf(token.createdAt),
      expiresAt: instantOf(token.expiresAt),
      expired: instantOf(token.expiresAt) <= now,
      lastUsedAt: token.lastUsedAt && instantOf(token.lastUsedAt),
    })),
  }));
}

/** Throws DomainError `forbidden` unless for an admin, `conflict` if the name is taken (by a closed account, too). */
export async function createServiceAccount(
  db: Database,
  scope: Scope,
  { now, ...account }: Omit<ServiceAccount, "id"> & { readonly now: Instant },
): Promise<ServiceAccount> {
  requireAdmin(scope, "manage service accounts");
  const createdAt = new Date(now);
  return retried(() =>
    db.prisma.$transaction(async (tx) => {
      // Makes the name in one statement, so that of two who take it at once one is told.
      const made = await tx.serviceAccount.createManyAndReturn({
        data: [{ ...account, createdById: scope.userId, createdAt, updatedAt: createdAt }],
        skipDuplicates: true,
        select: { id: true },
      });
      const [row] = made;
      if (row === undefined) throw new DomainError("conflict", `There is a service account "${account.name}" already`, "name");
      const id = Number(row.id) as ServiceAccountId;
      await tx.auditEntry.create({
        data: {
          actorId: scope.userId,
          action: "service-account.create",
          details: { serviceAccountId: id, ...account },
          createdAt,
        },
      });
      return { id, ...account };
    }),
  );
}

/** Changes what an account does with what it does not know. Throws DomainError `forbidden`, `not_found`. */
export async function changeServiceAccount(
  db: Database,
  scope: Scope,
  {
    id,
    now,
    ...change
  }: { readonly id: ServiceAccountId; readonly now: Instant; readonly createsUnknown?: boolean; readonly timezone?: string },
): Promise<void> {
  await applyChange(db, scope, { id, now, data: change, action: "service-account.change" });
}

/** Closes an account: its tokens are worthless from now on. Throws DomainError `forbidden`, `not_found`. */
export async function closeServiceAccount(
  db: Database,
  scope: Scope,
  { id, now }: { readonly id: ServiceAccountId; readonly now: Instant },
): Promise<void> {
  await applyChange(db, scope, { id, now, data: { closedAt: new Date(now) }, action: "service-account.close" });
}

async function applyChange(
  db: Database,
  scope: Scope,
  given: {
    readonly id: ServiceAccountId;
    readonly now: Instant;
    readonly data: { readonly createsUnknown?: boolean; readonly timezone?: string; readonly closedAt?: Date };
    readonly action: string;
  },
): Promise<void> {
  requireAdmin(scope, "manage service accounts");
  const at = new Date(given.now);
  await retried(() =>
    db.prisma.$transaction(async (tx) => {
      const data = { ...given.data, updatedAt: at };
      const { count } = await tx.serviceAccount.updateMany({ where: { id: given.id, closedAt: null }, data });
      if (count === 0) throw notFound();
      const details = { serviceAccountId: given.id, ...given.data };
      await tx.auditEntry.create({ data: { actorId: scope.userId, action: given.action, details, createdAt: at } });
    }),
  );
}

/**
 * Makes a token with the scope `report` that holds for `days`. The token itself is in the answer and nowhere else.
 * Throws DomainError `forbidden`, `not_found` for no (or a closed) account, `conflict` for one token too many.
 */
export async function issueServiceToken(
  db: Database,
  scope: Scope,
  given: { readonly id: ServiceAccountId; readonly name: string; readonly days: number; readonly now: Instant },
): Promise<{ readonly id: TokenId; readonly token: string; readonly expiresAt: Instant }> {
  requireAdmin(scope, "manage service accounts");
  const { id: serviceAccountId, name, days, now } = given;
  const expiresAt = addMs(now, days * DAY_MS);
  const issued = await retried(() =>
    db.prisma.$transaction(async (tx) => {
      const locked = await tx.$queryRaw<object[]>`
        SELECT id FROM service_accounts WHERE id = ${BigInt(serviceAccountId)} AND closed_at IS NULL FOR NO KEY UPDATE`;
      if (locked.length === 0) throw notFound();
      const holding = { serviceAccountId, revokedAt: null, expiresAt: { gt: new Date(now) } };
      if ((await tx.accessToken.count({ where: holding })) >= MOST_SERVICE_TOKENS) {
        throw new DomainError(
          "conflict",
          `The account has ${MOST_SERVICE_TOKENS} tokens, which is the most. Revoke one of them first.`,
        );
      }
      const token = { kind: "service", serviceAccountId, name, scopes: ["report"], now, expiresAt } as const;
      const made = await issueTokenWithId({ prisma: tx }, token);
      await tx.auditEntry.create({
        data: {
          actorId: scope.userId,
          action: "service-token.create",
          details: { tokenId: made.id, serviceAccountId },
          createdAt: new Date(now),
        },
      });
      return made;
    }),
  );
  return { ...issued, expiresAt };
}

/** Makes a service token worthless from now on. Throws DomainError `forbidden`, `not_found`. */
export async function revokeServiceToken(
  db: Database,
  scope: Scope,
  { tokenId, now }: { readonly tokenId: TokenId; readonly now: Instant },
): Promise<void> {
  requireAdmin(scope, "manage service accounts");
  const at = new Date(now);
  await retried(() =>
    db.prisma.$transaction(async (tx) => {
      const where = { id: tokenId, kind: "service", revokedAt: null };
      const { count } = await tx.accessToken.updateMany({ where, data: { revokedAt: at } });
      if (count === 0) throw new DomainError("not_found", "Unable to find requested Token", "token_id");
      const data = { actorId: scope.userId, action: "service-token.revoke", details: { tokenId }, createdAt: at };
      await tx.auditEntry.create({ data });
    }),
  );
}

function notFound(): DomainError {
  return new DomainError("not_found", "Unable to find requested ServiceAccount", "service_account_id");
}
