import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import { instant, parseInstant } from "@tutor-times/core/instant";
import type { TaskTarget } from "@tutor-times/db/acts/act";
import type { Database } from "@tutor-times/db/database";
import {
  makePolicy,
  makeProject,
  makeTask,
  makeTaskDefinition,
  makeUnit,
  makeUnitRole,
  makeUser,
  type MadeTask,
  type MadeUnit,
} from "@tutor-times/db/testing/factories";
import { makeCampus, makeTutorial } from "@tutor-times/db/testing/timetable-factories";
import type { Case, UnitGiven } from "./case";

/** The world of one case in the database, by the case's own names. */
export interface World {
  readonly users: ReadonlyMap<string, UserId>;
  readonly units: ReadonlyMap<string, UnitId>;
  /** `unit/student/definition` → the task; it is there before the first event. */
  readonly tasks: ReadonlyMap<string, MadeTask>;
  /** The name of a task's own, `student/definition`, by its id. */
  readonly taskNames: ReadonlyMap<number, string>;
}

/** Builds the world of a case; everybody in it is new, so that cases share a database without meeting. */
export async function buildWorld(db: Database, given: Case): Promise<World> {
  const users = new Map<string, UserId>();
  for (const name of peopleOf(given)) {
    const user = await makeUser(db, { firstName: name, systemRole: given.admins.includes(name) ? "admin" : "student" });
    users.set(name, user.id);
  }
  const userOf = (name: string): UserId => found(users, name);
  const units = new Map<string, UnitId>();
  const tasks = new Map<string, MadeTask>();
  for (const [code, unitGiven] of Object.entries(given.units)) {
    const unit = await buildUnit(db, code, unitGiven);
    units.set(code, unit.id);
    const projects = await buildRoles(db, unit, unitGiven, given.roles[code] ?? {}, userOf);
    await buildTasks(db, given, code, unit, userOf, projects, tasks);
  }
  const taskNames = new Map([...tasks].map(([name, task]) => [task.id, name.slice(name.indexOf("/") + 1)]));
  return { users, units, tasks, taskNames };
}

export function found<Name, Value>(map: ReadonlyMap<Name, Value>, name: Name): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error(`The case names "${String(name)}", which it does not have.`);
  return value;
}

/** The task that an event names. */
export function taskOf(world: World, unit: string, task: string): TaskTarget {
  return found(world.tasks, `${unit}/${task}`);
}

function peopleOf(given: Case): Set<string> {
  return new Set([
    ...given.admins,
    ...Object.values(given.roles).flatMap((roles) => Object.keys(roles)),
    ...Object.values(given.units).flatMap((unit) => (unit.tutorials ?? []).map(({ tutor }) => tutor)),
    ...given.events.flatMap((event) => (event.kind === "delete" ? [event.by, event.session.user] : [event.user])),
    ...given.events.flatMap((event) => (event.kind === "delete" || !event.task ? [] : [studentOf(event.task)])),
    ...given.reports.map(({ user }) => user),
  ]);
}

async function buildUnit(db: Database, code: string, given: UnitGiven): Promise<MadeUnit> {
  let policy = {
    thresholdMinutes: given.threshold_minutes ?? DEFAULT_POLICY.thresholdMinutes,
    floorMinutes: given.floor_minutes ?? DEFAULT_POLICY.floorMinutes,
    splitAtTutorials: given.split_at_tutorials ?? DEFAULT_POLICY.splitAtTutorials,
  };
  const dates = { startDate: given.start_date, endDate: given.end_date };
  const unit = await makeUnit(db, { code, timezone: given.timezone, ...dates, policy });
  const changes = (given.changes ?? []).toSorted((a, b) => parseInstant(a.at) - parseInstant(b.at));
  for (const change of changes) {
    policy = {
      thresholdMinutes: change.threshold_minutes ?? policy.thresholdMinutes,
      floorMinutes: change.floor_minutes ?? policy.floorMinutes,
      splitAtTutorials: change.split_at_tutorials ?? policy.splitAtTutorials,
    };
    await makePolicy(db, { unitId: unit.id, effectiveAt: parseInstant(change.at), ...policy });
  }
  return unit;
}

/** Staff with their tutorials, and the projects of the students by their names. */
async function buildRoles(
  db: Database,
  unit: MadeUnit,
  given: UnitGiven,
  roles: Case["roles"][string],
  userOf: (name: string) => UserId,
): Promise<Map<string, ProjectId>> {
  const projects = new Map<string, ProjectId>();
  const staff = new Map<string, Awaited<ReturnType<typeof makeUnitRole>>>();
  for (const [name, role] of Object.entries(roles)) {
    if (role === "student") projects.set(name, (await makeProject(db, { unitId: unit.id, userId: userOf(name) })).id);
    else staff.set(name, await makeUnitRole(db, { unitId: unit.id, userId: userOf(name), role }));
  }
  // Whoever teaches without a role of their own in the case, an admin say, had one once: it ended before anything began.
  const teacher = async (name: string) => {
    const role = staff.get(name) ?? (await makeUnitRole(db, { unitId: unit.id, userId: userOf(name), endedAt: instant(0) }));
    staff.set(name, role);
    return role;
  };
  const campuses = new Map<string, Awaited<ReturnType<typeof makeCampus>>>();
  for (const tutorial of given.tutorials ?? []) {
    const { timezone } = tutorial;
    if (timezone !== undefined && !campuses.has(timezone)) campuses.set(timezone, await makeCampus(db, { timezone }));
    const campus = timezone === undefined ? undefined : campuses.get(timezone);
    await makeTutorial(db, {
      unit,
      role: await teacher(tutorial.tutor),
      meetingDay: tutorial.day,
      meetingTime: tutorial.time,
      ...(tutorial.minutes === undefined ? {} : { durationMinutes: tutorial.minutes }),
      ...(tutorial.from === undefined ? {} : { startDate: tutorial.from }),
      ...(tutorial.to === undefined ? {} : { endDate: tutorial.to }),
      cancelled: [...new Set(tutorial.not_on)],
      ...(campus === undefined ? {} : { campus }),
    });
  }
  return projects;
}

async function buildTasks(
  db: Database,
  given: Case,
  code: string,
  unit: MadeUnit,
  userOf: (name: string) => UserId,
  projects: Map<string, ProjectId>,
  tasks: Map<string, MadeTask>,
): Promise<void> {
  const definitions = new Map<string, TaskDefinitionId>();
  for (const event of given.events) {
    if (event.kind === "delete" || event.unit !== code || !event.task || tasks.has(`${code}/${event.task}`)) continue;
    const student = studentOf(event.task);
    const abbreviation = event.task.slice(student.length + 1);
    if (!projects.has(student)) projects.set(student, (await makeProject(db, { unitId: unit.id, userId: userOf(student) })).id);
    if (!definitions.has(abbreviation)) {
      definitions.set(abbreviation, (await makeTaskDefinition(db, { unitId: unit.id, abbreviation })).id);
    }
    const target = { projectId: found(projects, student), taskDefinitionId: found(definitions, abbreviation) };
    tasks.set(`${code}/${event.task}`, await makeTask(db, target));
  }
}

function studentOf(task: string): string {
  return task.slice(0, task.indexOf("/"));
}
