import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { openDatabase } from "@tutor-times/db/database";
import { everydayActs, everydayReports, type Everyday } from "@tutor-times/db/testing/everyday-questions";
import { tablesReadInFull } from "@tutor-times/db/testing/tables-read-in-full";
import { LARGE, ZONE } from "../data";
import { tasksOf } from "../people";
import { range } from "../reports";
import type { Row } from "../row";
import type { Say } from "../say";
import type { World } from "../world";

/** How many of the tracker's acts and of the reports of a week have a plan that reads a table which grows in full. */
export async function readInFull({ database }: World, where: string, say: Say): Promise<Row> {
  const db = openDatabase({ url: database.url });
  try {
    const questions = { ...everydayActs(db, everyday()), ...everydayReports(db, everyday()) };
    let found = 0;
    for (const [question, ask] of Object.entries(questions)) {
      const tables = [...new Set(await tablesReadInFull(db, ask))];
      if (tables.length > 0) say(`At ${where}, ${question} reads in full: ${tables.join(", ")}`);
      found += Math.min(tables.length, 1);
    }
    const details = { of: [Object.keys(questions).length] };
    return {
      name: `acts and reports that read a table in full, ${where}`,
      unit: "",
      values: [found],
      target: { atMost: 0 },
      details,
    };
  } finally {
    await db.close();
  }
}

function everyday(): Everyday {
  const [unitId, tutorId] = [LARGE.unitId as UnitId, (LARGE.convenor + 1) as UserId];
  const tutor: Scope = { userId: tutorId, isAdmin: false, convenes: [], tutors: [unitId], taught: [], studies: [] };
  const convenor: Scope = { ...tutor, userId: LARGE.convenor as UserId, convenes: [unitId], tutors: [] };
  const [task] = tasksOf(tutorId);
  if (task === undefined) throw new Error("A tutor has no tasks.");
  const target = { projectId: task.projectId as ProjectId, taskDefinitionId: task.taskDefinitionId as TaskDefinitionId };
  const { from, to } = range(7);
  return { unitId, tutor, convenor, target, from, to, timezone: ZONE, now: instant(Date.now()) };
}
