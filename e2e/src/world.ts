import { randomBytes } from "node:crypto";
import type { ProjectId, TaskDefinitionId, TaskId } from "@tutor-times/core/ids";
import { addMs, HOUR_MS, type Instant } from "@tutor-times/core/instant";
import { addDays } from "@tutor-times/core/local-date";
import { localDateAt } from "@tutor-times/core/local-days";
import type { SystemRole } from "@tutor-times/core/viewer";
import type { Database } from "@tutor-times/db/database";
import {
  makeProject,
  makeTask,
  makeTaskDefinition,
  makeUnit,
  makeUnitRole,
  makeUser,
  type MadeUnit,
  type MadeUser,
} from "@tutor-times/db/testing/factories";
import { makeTutorial } from "@tutor-times/db/testing/timetable-factories";

/** Where the units are taught: the zone of all their wall times. */
export const ZONE = "Australia/Melbourne";

/** Somebody who can sign in. */
export interface Person extends MadeUser {
  readonly name: string;
  readonly password: string;
}

/** A task that awaits feedback. */
export interface Submitted {
  readonly taskId: TaskId;
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
  readonly student: string;
  readonly abbreviation: string;
  readonly name: string;
}

/** What a test happens in: people and units of its own, in the middle of their teaching period. */
export interface World {
  readonly unit: MadeUnit;
  /** In which only the other tutor teaches. */
  readonly otherUnit: MadeUnit;
  readonly tutor: Person;
  readonly otherTutor: Person;
  readonly convenor: Person;
  readonly admin: Person;
  /** Sam, of the tutor's Monday class. */
  readonly student: Person;
  /** Of the unit, all awaiting feedback: Sam's first, then one of each of three other students. */
  readonly submissions: readonly [Submitted, Submitted, Submitted, Submitted];
}

/** Founds a world at `now`; all its people have `password`, whose hash is `passwordHash`. */
export async function foundWorld(
  db: Database,
  now: Instant,
  { password, passwordHash }: { readonly password: string; readonly passwordHash: string },
): Promise<World> {
  const mark = randomBytes(3).toString("hex");
  const person = async (firstName: string, lastName: string, systemRole: SystemRole) => {
    const made = await makeUser(db, {
      username: `${firstName.toLowerCase()}-${mark}`,
      firstName,
      lastName,
      systemRole,
      passwordHash,
    });
    return { ...made, name: `${firstName} ${lastName}`, password };
  };
  const today = localDateAt(now, ZONE);
  const period = { timezone: ZONE, startDate: addDays(today, -60), endDate: addDays(today, 40) };
  const unit = await makeUnit(db, { ...period, code: "SIT101", name: "Introduction to programming" });
  const otherUnit = await makeUnit(db, { ...period, code: "SIT202", name: "Computer networks" });

  const [tutor, otherTutor] = [await person("Ada", "Lovelace", "tutor"), await person("Brian", "Kernighan", "tutor")];
  const convenor = await person("Cho", "Chang", "convenor");
  const admin = await person("Ruth", "Ofori", "admin");
  const teaching = await makeUnitRole(db, { unitId: unit.id, userId: tutor.id });
  await makeUnitRole(db, { unitId: unit.id, userId: otherTutor.id });
  await makeUnitRole(db, { unitId: otherUnit.id, userId: otherTutor.id });
  await makeUnitRole(db, { unitId: unit.id, userId: convenor.id, role: "convenor" });
  const tutorial = await makeTutorial(db, { unit, role: teaching, meetingDay: "Monday", meetingTime: "8:00" });

  const definition = { unitId: unit.id, abbreviation: "1.1P", name: "Hello world", description: "Greet the world in Python." };
  const task = await makeTaskDefinition(db, { ...definition, dueDate: addDays(today, -3) });
  const student = await person("Sam", "Nguyen", "student");
  const others = [await person("Tess", "Papadopoulos", "student"), await person("Uma", "Raman", "student")];
  others.push(await person("Viktor", "Eriksson-Montgomery", "student"));

  const submit = async (user: Person, hoursAgo: number, tutorialIds = [tutorial.id]): Promise<Submitted> => {
    const project = await makeProject(db, { unitId: unit.id, userId: user.id, tutorialIds });
    const key = { projectId: project.id, taskDefinitionId: task.id };
    const submission = { text: textOf(user.firstName), submittedAt: addMs(now, -hoursAgo * HOUR_MS) };
    const { id } = await makeTask(db, { ...key, status: "ready_for_feedback", submission });
    return { ...key, taskId: id, student: user.name, abbreviation: task.abbreviation, name: task.name };
  };
  const [first, second, third, fourth] = [
    await submit(student, 30),
    await submit(others[0] ?? student, 27),
    await submit(others[1] ?? student, 26),
    await submit(others[2] ?? student, 20, []),
  ];
  return { unit, otherUnit, tutor, otherTutor, convenor, admin, student, submissions: [first, second, third, fourth] };
}

/** Where a task lies open on the desk. */
export function taskPath({ projectId, taskDefinitionId }: Submitted): string {
  return `/desk/${projectId}/${taskDefinitionId}`;
}

function textOf(name: string): string {
  const lines = Array.from({ length: 24 }, (_, i) => `print("Line ${i + 1} of what ${name} has to say to the world")`);
  return `# ${name}'s first program\n${lines.join("\n")}\n`;
}
