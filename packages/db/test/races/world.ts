import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { parseInstant, type Instant } from "@tutor-times/core/instant";
import type { TaskTarget } from "../../src/acts/act";
import type { Database } from "../../src/database";
import { makePolicy, makeProject, makeTaskDefinition, makeUnit, makeUnitRole, makeUser } from "../../src/testing/factories";
import { makeTutorial } from "../../src/testing/timetable-factories";

/** Sunday morning in Melbourne, four hours before its clocks go forward. */
export const BEGINNING: Instant = parseInstant("2025-10-04T12:00:00.000Z");

export interface RaceUnit {
  readonly id: UnitId;
  readonly projects: readonly ProjectId[];
  readonly definitions: readonly TaskDefinitionId[];
  /** Starts and ends of tutorials of its staff. */
  readonly boundaries: readonly Instant[];
}

/** Two units, and a handful of people who are tracked in both. */
export interface RaceWorld {
  readonly units: readonly [RaceUnit, RaceUnit];
  readonly staff: readonly UserId[];
  /** Belongs to nobody: whatever they send leaves no trace. */
  readonly stranger: UserId;
}

const WEEK = ["Sunday", "Monday", "Tuesday", "Wednesday"] as const;

/**
 * Two units in zones that change their clocks in that night, one with a policy that changes on Monday; three tutors, of
 * whom two teach on each of the first days, a convenor and an admin. In an empty database it gets the same ids each time.
 */
export async function foundWorld(db: Database, { projects, definitions }: { projects: number; definitions: number }) {
  const tutors = [await makeUser(db), await makeUser(db), await makeUser(db)].map(({ id }) => id);
  const convenor = await makeUser(db);
  const admin = await makeUser(db, { systemRole: "admin" });
  const stranger = await makeUser(db);
  const units = [];
  for (const timezone of ["Australia/Melbourne", "Australia/Lord_Howe"]) {
    const unit = await makeUnit(db, { timezone, policy: { thresholdMinutes: 15, floorMinutes: 5 } });
    await makeUnitRole(db, { unitId: unit.id, userId: convenor.id, role: "convenor" });
    for (const [number, userId] of tutors.entries()) {
      const role = await makeUnitRole(db, { unitId: unit.id, userId });
      if (number === 2) continue;
      for (const meetingDay of WEEK)
        await makeTutorial(db, { unit, role, meetingDay, meetingTime: number === 0 ? "1:30" : "9:00" });
    }
    const made = { projects: [] as ProjectId[], definitions: [] as TaskDefinitionId[] };
    for (let number = 0; number < projects; number += 1) made.projects.push((await makeProject(db, { unitId: unit.id })).id);
    for (let number = 0; number < definitions; number += 1)
      made.definitions.push((await makeTaskDefinition(db, { unitId: unit.id })).id);
    units.push({ id: unit.id, ...made, boundaries: await boundariesOf(db, unit.id) });
  }
  const [first, second] = units;
  if (first === undefined || second === undefined) throw new Error("Two units were to be made.");
  const monday = parseInstant("2025-10-05T13:00:00.000Z");
  await makePolicy(db, { unitId: second.id, effectiveAt: monday, thresholdMinutes: 7, floorMinutes: 3, splitAtTutorials: true });
  const world: RaceWorld = { units: [first, second], staff: [...tutors, convenor.id, admin.id], stranger: stranger.id };
  return world;
}

async function boundariesOf(db: Database, unitId: UnitId): Promise<Instant[]> {
  const { rows } = await db.pool.query<{ start_time: Date; end_time: Date }>(
    "SELECT start_time, end_time FROM tutorial_windows WHERE unit_id = $1 AND end_time > $2 ORDER BY start_time LIMIT 20",
    [unitId, new Date(BEGINNING)],
  );
  const instants = rows.flatMap((row) => [row.start_time.getTime(), row.end_time.getTime()]);
  return [...new Set(instants)].toSorted((a, b) => a - b).map((at) => at as Instant);
}

/** The tasks of a unit, each once; a task comes to be with the first act that touches it. */
export function targetsOf(unit: RaceUnit): TaskTarget[] {
  return unit.projects.flatMap((projectId) => unit.definitions.map((taskDefinitionId) => ({ projectId, taskDefinitionId })));
}
