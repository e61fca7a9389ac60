import { instant } from "@tutor-times/core/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  makeComment,
  makeProject,
  makeTask,
  makeTaskDefinition,
  makeUnit,
  makeUnitRole,
  makeUser,
} from "../src/testing/factories";
import { createTestDatabase, type TestDatabase } from "../src/testing/test-database";
import { makeCampus, makeStream, makeTutorial } from "../src/testing/timetable-factories";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("a unit has a policy for all time", async () => {
  const unit = await makeUnit(db, { policy: { thresholdMinutes: 20 } });
  const { rows } = await db.pool.query(
    "SELECT effective_at, threshold_minutes, floor_minutes FROM unit_policies WHERE unit_id = $1",
    [unit.id],
  );
  expect(rows).toEqual([{ effective_at: new Date(0), threshold_minutes: 20, floor_minutes: 5 }]);
});

test("a tutorial has its windows in the campus's zone, without the cancelled days", async () => {
  const unit = await makeUnit(db, { startDate: "2025-09-29", endDate: "2025-10-19" });
  const role = await makeUnitRole(db, { unitId: unit.id });
  const campus = await makeCampus(db, { timezone: "Australia/Perth" });
  const stream = await makeStream(db, { unitId: unit.id, cutsSessions: false });
  const tutorial = await makeTutorial(db, { unit, role, campus, stream, meetingTime: "9:30", cancelled: ["2025-10-08"] });
  const { rows } = await db.pool.query(
    "SELECT start_time, end_time, cuts_sessions FROM tutorial_windows WHERE tutorial_id = $1",
    [tutorial.id],
  );
  expect(rows).toEqual([
    { start_time: new Date("2025-10-01T01:30Z"), end_time: new Date("2025-10-01T03:30Z"), cuts_sessions: false },
    { start_time: new Date("2025-10-15T01:30Z"), end_time: new Date("2025-10-15T03:30Z"), cuts_sessions: false },
  ]);
});

test("a whole world fits together", async () => {
  const unit = await makeUnit(db);
  const role = await makeUnitRole(db, { unitId: unit.id, role: "convenor" });
  const tutorial = await makeTutorial(db, { unit, role });
  const project = await makeProject(db, { unitId: unit.id, tutorialIds: [tutorial.id] });
  const definition = await makeTaskDefinition(db, { unitId: unit.id, dueDate: "2025-10-01" });
  const submission = { text: "print('hello')", submittedAt: instant(Date.UTC(2025, 9, 1)) };
  const task = await makeTask(db, {
    projectId: project.id,
    taskDefinitionId: definition.id,
    status: "ready_for_feedback",
    submission,
  });
  const admin = await makeUser(db, { systemRole: "admin" });
  const comment = await makeComment(db, { taskId: task.id, authorId: admin.id, recipientId: project.userId });
  const found = await db.prisma.taskComment.findUniqueOrThrow({
    where: { id: comment.id },
    include: { task: { include: { submissions: true, project: { include: { enrolments: true } } } } },
  });
  expect(found.task.submissions[0]?.text).toBe("print('hello')");
  expect(found.task.project.enrolments[0]?.tutorialId).toBe(BigInt(tutorial.id));
});
