import type { Instant } from "@tutor-times/core/instant";
import { expect } from "vitest";
import type { TaskTarget } from "../../src/acts/act";
import type { Database } from "../../src/database";
import type { RaceEvent } from "./event";

/**
 * Expects of `requests` (from `endlessRequests`), of which any may have been cut short, that each left all its marks or
 * none, that none left them twice, and that those in `acknowledged` left theirs. Returns how many left theirs.
 */
export async function expectWhole(
  db: Database,
  requests: readonly RaceEvent[],
  acknowledged: ReadonlySet<number>,
): Promise<number> {
  const marks = await readMarks(db);
  const expected = {
    assess: (event: RaceEvent) => [marks.tasks, marks.activities("assessing"), marks.keys].map((found) => found(event)),
    comment: (event: RaceEvent) => [marks.comments, marks.activities("add-comment")].map((found) => found(event)),
    opening: (event: RaceEvent) => [marks.activities("get-comments")(event)],
    reading: (event: RaceEvent) => [marks.activities("get-comments"), marks.keys].map((found) => found(event)),
    beats: (event: RaceEvent) => [marks.attention(event)],
  };
  const left = requests.map((event) => ({ event, marks: expected[event.act.kind](event) }));
  const isWhole = ({ event, marks: found }: (typeof left)[number]) =>
    found.every((times) => times === 1) || (found.every((times) => times === 0) && !acknowledged.has(event.id));
  expect(left.filter((request) => !isWhole(request))).toEqual([]);
  return left.filter(({ marks: found }) => found.every((times) => times === 1)).length;
}

/** How many marks of each kind a request left. */
async function readMarks(db: Database) {
  const tasks = await countsOf(db, "SELECT project_id, task_definition_id, assessment_date FROM tasks WHERE status = 'complete'");
  const comments = await countsOf(
    db,
    "SELECT t.project_id, t.task_definition_id, c.author_id, c.created_at, c.text FROM task_comments c JOIN tasks t ON t.id = c.task_id",
  );
  const activities = await countsOf(
    db,
    `SELECT a.project_id, a.task_definition_id, s.user_id, s.ip_address, a.created_at, a.action, a.status_changed
     FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id`,
  );
  const keys = await countsOf(db, "SELECT user_id, key FROM idempotency_keys");
  const stretches = await db.pool.query<{ user_id: number; unit_id: number; start_time: Date; end_time: Date }>(
    "SELECT user_id, unit_id, start_time, end_time FROM attention_stretches",
  );
  const target = ({ act }: RaceEvent): TaskTarget => {
    if (act.kind === "beats") throw new Error("Beats have no task here.");
    return act.target;
  };
  const place = (event: RaceEvent) => [target(event).projectId, target(event).taskDefinitionId];
  return {
    tasks: (event: RaceEvent) => tasks([...place(event), event.now]),
    comments: (event: RaceEvent) =>
      comments([...place(event), event.userId, event.now, event.act.kind === "comment" ? event.act.comment : ""]),
    activities: (action: string) => (event: RaceEvent) =>
      activities([...place(event), event.userId, event.ipAddress, event.now, action, action === "assessing"]),
    keys: ({ userId, act }: RaceEvent) => keys([userId, "idempotencyKey" in act ? (act.idempotencyKey ?? "") : ""]),
    /** Beats are merged, so theirs is there if a stretch covers them. */
    attention({ userId, act }: RaceEvent) {
      const beat = act.kind === "beats" ? act.beats[0] : undefined;
      const unitId = beat && "unitId" in beat.target ? beat.target.unitId : undefined;
      const covers = stretches.rows.some(
        (row) =>
          beat !== undefined &&
          row.user_id === userId &&
          row.unit_id === unitId &&
          row.start_time.getTime() <= beat.from &&
          row.end_time.getTime() >= beat.to,
      );
      return covers ? 1 : 0;
    },
  };
}

/** How often the rows of a query hold given values; instants are compared in milliseconds. */
async function countsOf(db: Database, query: string) {
  const { rows } = await db.pool.query<unknown[]>({ text: query, rowMode: "array" });
  const counts = new Map<string, number>();
  for (const row of rows) {
    const text = JSON.stringify(row.map((value) => (value instanceof Date ? value.getTime() : value)));
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return (values: readonly (string | number | boolean | Instant)[]) => counts.get(JSON.stringify(values)) ?? 0;
}
