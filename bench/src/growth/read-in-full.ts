import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { openDatabase, type Database } from "@tutor-times/db/database";
import { everydayActs, everydayReports, type Everyday } from "@tutor-times/db/testing/everyday-questions";
import { tablesReadInFull } from "@tutor-times/db/testing/tables-read-in-full";
import { LARGE, settle, ZONE } from "../data";
import { tasksOf } from "../people";
import { range } from "../reports";
import type { Row } from "../row";
import type { Say } from "../say";
import type { World } from "../world";

/** What the plans of a question read from beginning to end, of the tables that grow. */
interface Planned {
  readonly question: string;
  readonly tables: readonly string[];
}

/** How many of the tracker's acts and of the reports of a week have a plan that reads a table which grows in full. */
export async function readInFull({ database }: World, where: string, say: Say): Promise<Row> {
  const planned = await everydayPlans(database.url);
  const found = planned.filter(({ tables }) => tables.length > 0);
  for (const { question, tables } of found) say(`At ${where}, ${question} reads in full: ${tables.join(", ")}`);
  return {
    name: `acts and reports that read a table in full, ${where}`,
    unit: "",
    values: [found.length],
    target: { atMost: 0 },
    details: { of: [planned.length] },
  };
}

/** Every act of a tutor, and every report of a week: of days that are settled, and of the same that are not. */
export async function everydayPlans(url: string): Promise<Planned[]> {
  const db = openDatabase({ url });
  try {
    const week = everyday();
    const settled = await plansOf(db, everydayReports(db, week));
    const acts = await plansOf(db, everydayActs(db, week));
    await db.pool.query("DELETE FROM settled_days WHERE unit_id = $1 AND end_time > $2", [week.unitId, range(7).instants[0]]);
    const unsettled = await plansOf(db, everydayReports(db, week));
    await settle(url);
    return [...settled, ...acts, ...unsettled.map((plan) => ({ ...plan, question: `${plan.question}, not settled` }))];
  } finally {
    await db.close();
  }
}

async function plansOf(db: Database, questions: ReturnType<typeof everydayReports>): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const [question, ask] of Object.entries(questions)) {
    planned.push({ question, tables: [...new Set(await tablesReadInFull(db, ask))] });
  }
  return planned;
}

function everyday(): Everyday {
  const [unitId, tutorId] = [LARGE.unitId as UnitId, (LARGE.convenor + 1) as UserId];
  const tutor: Scope = { userId: tutorId, isAdmin: false, convenes: [], tutors: [unitId], taught: [], studies: [] };
  const convenor: Scope = { ...tutor, userId: LARGE.convenor as UserId, convenes: [unitId], tutors: [] };
  const [task] = tasksOf(tutorId);
  if (task === undefined) throw new Error("A tutor has no tasks.");
  const target = { projectId: task.projectId as ProjectId, taskDefinitionId: task.taskDefinitionId as TaskDefinitionId };
  // A student of the data has the number of their project.
  const studentId = task.projectId as UserId;
  const { from, to } = range(7);
  return { unitId, tutor, convenor, target, studentId, from, to, timezone: ZONE, now: instant(Date.now()) };
}
