import type { Instant } from "@tutor-times/core/instant";
import type { Database } from "./database";

/** A role in a unit, which is named by its code or by the id that it has elsewhere. */
export interface GroupRole {
  readonly unit: string;
  readonly role: "tutor" | "convenor";
}

type Transaction = Parameters<Parameters<Database["prisma"]["$transaction"]>[0]>[0];

interface Following {
  readonly issuer: string;
  readonly subject: string;
  readonly userId: bigint;
  readonly roles: readonly GroupRole[];
  readonly now: Instant;
}

/**
 * Gives a person the roles that their provider's groups stand for, in units that are active, and ends those that groups
 * gave them once and give no more. Roles that somebody gave or ended by hand stay as they are.
 */
export async function followGroups(tx: Transaction, { issuer, subject, userId, roles, now }: Following): Promise<void> {
  const where = { issuer_subject: { issuer, subject } };
  const { unitRoleIds: given } = await tx.identity.findUniqueOrThrow({ where, select: { unitRoleIds: true } });
  const names = roles.map(({ unit }) => unit);
  const units = await tx.unit.findMany({
    where: { active: true, OR: [{ code: { in: names } }, { externalId: { in: names } }] },
    select: { id: true, code: true, externalId: true },
  });
  const held = await tx.unitRole.findMany({ where: { userId } });
  const kept: bigint[] = [];
  for (const { unit: name, role } of roles) {
    for (const unit of units.filter(({ code, externalId }) => [code, externalId].includes(name))) {
      const before = held.find((one) => one.unitId === unit.id && one.role === role);
      if (before !== undefined && given.includes(before.id)) kept.push(before.id);
      else if (before === undefined || before.endedAt !== null) {
        const { id } = await tx.unitRole.upsert({
          where: { unitId_userId_role: { unitId: unit.id, userId, role } },
          create: { unitId: unit.id, userId, role, createdAt: new Date(now) },
          update: { endedAt: null },
        });
        kept.push(id);
        await note(tx, "unit.role.give", { userId, unitId: unit.id, role, now });
      }
    }
  }
  for (const { id, unitId, role } of held.filter((one) => given.includes(one.id) && !kept.includes(one.id))) {
    const { count } = await tx.unitRole.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date(now) } });
    if (count > 0) await note(tx, "unit.role.end", { userId, unitId, role, now });
  }
  await tx.identity.update({ where, data: { unitRoleIds: kept } });
}

async function note(
  tx: Transaction,
  action: string,
  {
    userId,
    unitId,
    role,
    now,
  }: { readonly userId: bigint; readonly unitId: bigint; readonly role: string; readonly now: Instant },
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      actorId: null,
      unitId,
      action,
      details: { userId: Number(userId), role, from: "identity provider" },
      createdAt: new Date(now),
    },
  });
}
