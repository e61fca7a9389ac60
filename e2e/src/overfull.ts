import { addMs, HOUR_MS, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import type { TaskDefinitionId } from "@tutor-times/core/ids";
import { addDays, parseLocalDate } from "@tutor-times/core/local-date";
import { instantOfWallTime } from "@tutor-times/core/local-days";
import { assessTask } from "@tutor-times/db/acts/assess-task";
import { addComment } from "@tutor-times/db/acts/comments";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { recordBeats } from "@tutor-times/db/acts/record-beats";
import type { Database } from "@tutor-times/db/database";
import { createPersonalToken } from "@tutor-times/db/personal-tokens";
import { deleteSession } from "@tutor-times/db/sessions/deletion";
import { makeProject, makeTask, makeTaskDefinition, makeUnitRole, makeUser } from "@tutor-times/db/testing/factories";
import { loadViewer } from "@tutor-times/db/viewers";
import { storedSessions } from "./stored";
import { ZONE, type Submitted, type World } from "./world";

/** The Monday of the week that is too full. */
const MONDAY = parseLocalDate("2025-09-29");

/** Sixty letters each: right to left, without any place to break, and with many. */
const RIGHT_TO_LEFT = ["عبد الرحمن المستنصر بالله", "بن عبد العزيز الأندلسي القرطبي الإشبيلي"];
const UNBREAKABLE = ["Wolfeschlegelsteinhausenbergerd", "Featherstonehaughwolfenbüttelia"];
const BREAKABLE = ["Maria del Carmen Guadalupe", "Fernández de Córdoba y Álvarez de Toledo"];
const STUDENTS = [BREAKABLE, ["אברהם בן־ציון מנחם מנדל", "רוזנצווייג־אייזנשטט־הורוביץ מירושלים"], UNBREAKABLE] as const;

const MORE_STUDENTS = 28;
const REASON = `${"This was a demonstration for new tutors and not marking. ".repeat(5)}${"W".repeat(80)} لم يكن هذا تصحيحا`;

/**
 * Fills `world` beyond what is usual, by `now`: names of 60 letters, some of them from right to left, 32 students, over 300
 * sessions of the tutor last week, often two at once, and one of 14 hours, one removed for a long reason, many tokens.
 */
export async function overfill(db: Database, world: World, now: Instant): Promise<World> {
  const tutor = await rename(db, world.tutor, RIGHT_TO_LEFT);
  const convenor = await rename(db, world.convenor, UNBREAKABLE);
  const data = { code: "SIT101-2025-T2-CLOUD", name: "Introduction to programming for engineers and scientists, online" };
  for (const { id } of [world.unit, world.otherUnit]) await db.prisma.unit.update({ where: { id }, data });
  await makeUnitRole(db, { unitId: world.otherUnit.id, userId: world.tutor.id });
  const definition = {
    unitId: world.unit.id,
    abbreviation: "10.3HD",
    name: "Write a program that greets everybody in the world in their own language and script",
  };
  const { id: taskDefinitionId } = await makeTaskDefinition(db, definition);
  const projects = await enrol(db, world, taskDefinitionId, now);
  const full = { ...world, tutor, convenor };
  await markTooMuch(db, full, { taskDefinitionId, projects });
  const removed = (await storedSessions(db, world.unit.id)).at(1);
  const viewer = await loadViewer(db, convenor.id, now);
  if (viewer === null || removed === undefined) throw new Error("The world lacks its convenor, or sessions");
  const sessionId = removed.id as Parameters<typeof deleteSession>[2]["sessionId"];
  await deleteSession(db, viewer.scope, { sessionId, reason: REASON, now });
  for (let i = 0; i < 12; i += 1)
    await createPersonalToken(db, tutor.id, { name: `${i} ${UNBREAKABLE.join("")}`, scope: "track", days: 30, now });
  return full;
}

async function rename<Somebody extends World["tutor"]>(
  db: Database,
  person: Somebody,
  [firstName = "", lastName = ""]: readonly string[],
): Promise<Somebody> {
  await db.prisma.user.update({ where: { id: person.id }, data: { firstName, lastName } });
  return { ...person, firstName, lastName, name: `${firstName} ${lastName}` };
}

async function enrol(db: Database, { unit, submissions }: World, taskDefinitionId: TaskDefinitionId, now: Instant) {
  const projects: Submitted["projectId"][] = submissions.map(({ projectId }) => projectId);
  for (let i = 0; i < MORE_STUDENTS; i += 1) {
    const [firstName = "", lastName = ""] = STUDENTS[i % STUDENTS.length] ?? BREAKABLE;
    const { id: userId } = await makeUser(db, { firstName, lastName: `${lastName} ${i}` });
    const { id: projectId } = await makeProject(db, { unitId: unit.id, userId });
    const submission = { text: `${"x".repeat(3_000)}\n\tprint('${i}')\n`, submittedAt: addMs(now, -i * HOUR_MS) };
    await makeTask(db, { projectId, taskDefinitionId, status: "ready_for_feedback", submission });
    projects.push(projectId);
  }
  return projects;
}

async function markTooMuch(
  db: Database,
  { tutor }: World,
  { taskDefinitionId, projects }: { taskDefinitionId: TaskDefinitionId; projects: readonly Submitted["projectId"][] },
): Promise<void> {
  const viewer = await loadViewer(db, tutor.id, instantOfWallTime(MONDAY, "0:00", ZONE));
  if (viewer === null) throw new Error(`${tutor.name} may not mark`);
  const target = (index: number) => {
    const projectId = projects[index % projects.length];
    if (projectId === undefined) throw new Error("There are no students");
    return { projectId, taskDefinitionId };
  };
  const by = (now: Instant, ipAddress: string) => ({ scope: viewer.scope, now, ipAddress });
  const at = (day: number, time: string, minutes: number) =>
    addMs(instantOfWallTime(addDays(MONDAY, day), time, ZONE), minutes * MINUTE_MS);
  for (let day = 0; day < 7; day += 1) {
    // A sitting of its own every twenty minutes; every fifth time another one at another address, at the same time.
    for (let i = 0; i < 38; i += 1) {
      const opened = at(day, "7:00", i * 20);
      await recordActivity(db, by(opened, "203.0.113.7"), { ...target(i), action: "get-submission-details" });
      if (i % 3 === 0)
        await assessTask(db, by(addMs(opened, 3 * MINUTE_MS), "203.0.113.7"), { ...target(i), trigger: "discuss" });
      if (i % 5 !== 0) continue;
      const beside = by(addMs(opened, 2 * MINUTE_MS), "203.0.113.8");
      await recordBeats(db, beside, [{ target: target(i + 1), from: opened, to: beside.now, kind: "reading" }]);
      if (i % 10 === 0) await addComment(db, beside, { ...target(i + 1), comment: `${day}, ${i}: ${REASON}` });
    }
  }
  for (let i = 0; i <= 14 * 6; i += 1) {
    const caller = by(at(2, "6:00", i * 10), "203.0.113.9");
    await recordActivity(db, caller, { ...target(i), action: "get-submission-details" });
    const observed = { target: target(i), from: addMs(caller.now, -3 * MINUTE_MS), to: caller.now, kind: "reading" as const };
    await recordBeats(db, caller, [observed]);
  }
}
