import { outlook, workloadOf, type Workload } from "@tutor-times/core/forecast";
import type { TaskDefinitionId, UnitId } from "@tutor-times/core/ids";
import { instant, type Instant } from "@tutor-times/core/instant";
import type { Spread } from "@tutor-times/core/spread";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { settledLengthsPerDefinition } from "../settled/settled-figures";
import { requireWholeUnit } from "../unit-rights";
import type { StaffMember } from "../viewers-staff";
import { awaitingFeedback, type AwaitingDefinition } from "./awaiting-feedback";
import { hoursReport } from "./hours-report";
import { joinLengths, measureLengths, spreadsOf } from "./lengths";

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
  const [awaiting, spreads, hours] = await Promise.all([
    awaitingFeedback(db, unitId),
    spreadPerDefinition(db, scope, { unitId, now }),
    hoursReport(db, scope, { unitId, now }),
  ]);
  const of = (userId: AwaitingDefinition["userId"], leftMs: number | null): Outlook => {
    const definitions = awaiting
      .filter((row) => row.userId === userId)
      .map(({ userId: _, ...row }) => ({ ...row, spread: spreads.get(row.id) ?? null }));
    const workload = workloadOf(definitions);
    return { definitions, leftMs, ...workload, outlook: outlook(workload, leftMs) };
  };
  const left = hours.tutors.flatMap(({ total }) => (total.leftMs === null ? [] : [total.leftMs]));
  return {
    unit: of(null, left.length === 0 ? null : left.reduce((sum, ms) => sum + ms, 0)),
    tutors: hours.tutors.map(({ user, total }) => ({ user, ...of(user.id, total.leftMs) })),
  };
}

/** How long an assessment of each definition took so far, from observed attention. Those with too few are left out. */
export async function spreadPerDefinition(
  db: Database,
  scope: Scope,
  { unitId, now }: { unitId: UnitId; now: Instant },
): Promise<ReadonlyMap<TaskDefinitionId, Spread>> {
  const range = { start: instant(0), end: now };
  const { cover, lengths } = await settledLengthsPerDefinition(db, { scope, unitId, dayStarts: [range.start, range.end] });
  const measured = await measureLengths(db, scope, { unitIds: [unitId], range, cover, by: "task_definition_id" });
  return spreadsOf(joinLengths(lengths, measured));
}
