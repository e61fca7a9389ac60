import { outlook, workloadOf, type Workload } from "@tutor-times/core/forecast";
import type { UnitId } from "@tutor-times/core/ids";
import { instant, type Instant } from "@tutor-times/core/instant";
import type { Spread } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { requireWholeUnit } from "../unit-rights";
import type { StaffMember } from "../viewers-staff";
import { awaitingFeedback, type AwaitingDefinition } from "./awaiting-feedback";
import { hoursReport } from "./hours-report";
import { medianPerAssessment } from "./median-per-assessment";

/** What awaits feedback of one definition, and how long one such task took so far; null: too few were observed. */
export type ForecastDefinition = Omit<AwaitingDefinition, "userId"> & { readonly spread: Spread | null };

export interface Outlook extends Workload {
  readonly definitions: readonly ForecastDefinition[];
  /** What is left of the allotted hours for the unit; null: none are allotted. */
  readonly leftMs: number | null;
  readonly outlook: ReturnType<typeof outlook>;
}

export interface Forecast {
  /** The whole unit; its hours are those of all who have some. */
  readonly unit: Outlook;
  /** In alphabetical order, each with the tasks of the students in their tutorials. */
  readonly tutors: readonly (Outlook & { readonly user: StaffMember })[];
}

/**
 * Whether what awaits feedback will be done within the hours that are left: tasks times the median of their definition
 * over the whole unit so far, as a range. Convenors and admins only. Throws DomainError `not_found`, `forbidden`.
 */
export async function forecast(db: Database, scope: Scope, { unitId, now }: { unitId: UnitId; now: Instant }): Promise<Forecast> {
  await requireWholeUnit(db, scope, unitId);
  const [awaiting, medians, hours] = await Promise.all([
    awaitingFeedback(db, unitId),
    medianPerAssessment(db, scope, { unitIds: [unitId], from: instant(0), to: now, perDefinition: true }),
    hoursReport(db, scope, { unitId, now }),
  ]);
  const of = (userId: AwaitingDefinition["userId"], leftMs: number | null): Outlook => {
    const definitions = awaiting
      .filter((row) => row.userId === userId)
      .map(({ userId: _, ...row }) => ({ ...row, spread: medians.perDefinition.get(row.id) ?? null }));
    const workload = workloadOf(definitions);
    return { definitions, leftMs, ...workload, outlook: outlook(workload, leftMs) };
  };
  const left = hours.tutors.flatMap(({ total }) => (total.leftMs === null ? [] : [total.leftMs]));
  return {
    unit: of(null, left.length === 0 ? null : left.reduce((sum, ms) => sum + ms, 0)),
    tutors: hours.tutors.map(({ user, total }) => ({ user, ...of(user.id, total.leftMs) })),
  };
}
