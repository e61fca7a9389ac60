import { DomainError } from "@tutor-times/core/errors";
import type { UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import { displayRole, seesOwnTime, type Scope } from "@tutor-times/core/viewer";
import type { Database } from "./database";

export interface UnitRecord {
  readonly id: UnitId;
  readonly code: string;
  readonly name: string;
  readonly timezone: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly active: boolean;
}

/** A unit as somebody with a role in it meets it, with the policy in force. */
export interface UnitOfViewer extends UnitRecord {
  readonly role: "Convenor" | "Tutor" | "Student" | "Admin";
  /** Their staff role there is over; their own time is still theirs to see. */
  readonly ended: boolean;
  readonly thresholdMinutes: number;
  readonly floorMinutes: number;
}

/** Whoever holds or held no role in the unit gets the answer of a unit that does not exist: DomainError "not_found". */
export async function findUnit(db: Database, scope: Scope, unitId: UnitId): Promise<UnitRecord> {
  const unit = await db.prisma.unit.findFirst({ where: { AND: [{ id: unitId }, knownUnits(scope)] } });
  if (unit === null) throw new DomainError("not_found", "Unable to find requested Unit", "unitId");
  return toRecord(unit);
}

/**
 * A unit in which the viewer sees at least their own time. Throws DomainError: "not_found" where they hold no role,
 * "forbidden" where they were never staff.
 */
export async function findUnitOfStaff(db: Database, scope: Scope, unitId: UnitId): Promise<UnitRecord> {
  const unit = await findUnit(db, scope, unitId);
  if (seesOwnTime(scope, unit.id)) return unit;
  throw new DomainError("forbidden", "You are not authorised to view marking sessions for this unit");
}

/** The units in which the viewer holds or held a role (all of them for an admin), the latest first. */
export async function listUnits(db: Database, scope: Scope, now: Instant): Promise<UnitOfViewer[]> {
  const units = await db.prisma.unit.findMany({
    where: knownUnits(scope),
    include: {
      policies: { where: { effectiveAt: { lte: new Date(now) } }, orderBy: { effectiveAt: "desc" }, take: 1 },
      roles: { where: { userId: scope.userId }, select: { role: true } },
    },
    orderBy: [{ active: "desc" }, { startDate: "desc" }, { code: "asc" }, { id: "asc" }],
  });
  return units.map((unit) => {
    const record = toRecord(unit);
    const { thresholdMinutes, floorMinutes } = unit.policies[0] ?? DEFAULT_POLICY;
    const once = unit.roles.some(({ role }) => role === "convenor") ? "Convenor" : "Tutor";
    const role = displayRole(scope, record.id) ?? once;
    return { ...record, role, ended: hasEnded(scope, record.id), thresholdMinutes, floorMinutes };
  });
}

function hasEnded(scope: Scope, unitId: UnitId): boolean {
  const isStaff = scope.isAdmin || scope.convenes.includes(unitId) || scope.tutors.includes(unitId);
  return !isStaff && scope.taught.includes(unitId);
}

function knownUnits(scope: Scope) {
  if (scope.isAdmin) return {};
  return { id: { in: [...scope.convenes, ...scope.tutors, ...scope.taught, ...scope.studies].map(BigInt) } };
}

interface UnitRow extends Omit<UnitRecord, "id" | "startDate" | "endDate"> {
  readonly id: bigint;
  readonly startDate: Date;
  readonly endDate: Date;
}

function toRecord({ id, code, name, timezone, startDate, endDate, active }: UnitRow): UnitRecord {
  return { id: Number(id) as UnitId, code, name, timezone, startDate: dateText(startDate), endDate: dateText(endDate), active };
}

/** Prisma gives a date as its midnight in UTC. */
function dateText(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/**
 * The unit that an operator names at the terminal by its code; the latest of several offerings.
 * Throws DomainError "not_found" if there is none.
 */
export async function findUnitByCode(db: Database, code: string): Promise<UnitRecord> {
  const unit = await db.prisma.unit.findFirst({ where: { code }, orderBy: [{ startDate: "desc" }, { id: "desc" }] });
  if (unit === null) throw new DomainError("not_found", `There is no unit ${code}.`, "unit");
  return toRecord(unit);
}
