import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeComment,
  makeProject,
  makeTask,
  makeTaskDefinition,
  makeUnit,
  makeUnitRole,
  makeUser,
} from "../../src/testing/factories";
import { insertRow } from "../../src/testing/insert-row";
import { createTestDatabase, type TestDatabase } from "../../src/testing/test-database";
import { makeCampus, makeStream, makeTutorial } from "../../src/testing/timetable-factories";

const NO_TIME = {
  markingMs: 0,
  inTutorialsMs: 0,
  spanMs: 0,
  wallMs: 0,
  creditedMinutes: 0,
  sessions: 0,
  assessments: 0,
  commentsAdded: 0,
  submissionsOpened: 0,
  assessedTasks: [],
  observedMs: [],
};

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await makeOneRowOfEachTable();
});
afterAll(() => db.drop());

async function makeOneRowOfEachTable(): Promise<void> {
  const unit = await makeUnit(db);
  const tutor = await makeUser(db);
  const role = await makeUnitRole(db, { unitId: unit.id, userId: tutor.id });
  const [campus, stream] = [await makeCampus(db), await makeStream(db, { unitId: unit.id })];
  const tutorial = await makeTutorial(db, { unit, role, campus, stream, cancelled: ["2025-10-08"] });
  const project = await makeProject(db, { unitId: unit.id, campusId: campus.id, tutorialIds: [tutorial.id] });
  const definition = await makeTaskDefinition(db, { unitId: unit.id });
  const submission = { text: "print()", submittedAt: Date.parse("2025-10-08T01:00:00Z") as never };
  const task = await makeTask(db, { projectId: project.id, taskDefinitionId: definition.id, submission });
  const comment = await makeComment(db, { taskId: task.id, authorId: tutor.id, recipientId: project.userId });
  const at = new Date("2025-10-08T02:00:00Z");
  await insertRow(db, "comment_reads", { commentId: comment.id, userId: tutor.id, readAt: at }, null);
  await insertRow(db, "unit_breaks", { unitId: unit.id, name: "Easter", startDate: "2025-10-03", endDate: "2025-10-03" });
  const key = { userId: tutor.id, unitId: unit.id, ipAddress: "10.0.0.1" };
  const deletion = { deletedAt: at, deletedById: project.userId, deletionReason: "A mistake" };
  const times = { startTime: at, endTime: new Date(at.getTime() + 60_000), countedFrom: at, duringTutorial: false };
  const sessionId = await insertRow(db, "marking_sessions", { ...key, ...times, ...deletion });
  const marks = { markingSessionId: sessionId, projectId: project.id, taskDefinitionId: definition.id, taskId: task.id };
  await insertRow(db, "session_activities", { ...marks, action: "get-comments", createdAt: at, updatedAt: at });
  const stretch = {
    ...key,
    taskId: task.id,
    kind: "reading",
    startTime: at,
    endTime: times.endTime,
    deletedSessionId: sessionId,
  };
  await insertRow(db, "attention_stretches", stretch);
  const day = { unitId: unit.id, startTime: at };
  await insertRow(db, "settled_days", { ...day, endTime: times.endTime }, null);
  await insertRow(db, "settled_days", { ...day, startTime: times.endTime, endTime: new Date(at.getTime() + 120_000) }, null);
  await insertRow(db, "settled_figures", { ...day, userId: tutor.id, ...NO_TIME }, null);
  const kept = {
    userId: tutor.id,
    key: "00000000-0000-4000-8000-000000000001",
    requestHash: "hash",
    response: "{}",
    createdAt: at,
  };
  await insertRow(db, "idempotency_keys", kept, null);
  const token = { userId: tutor.id, kind: "browser", scopes: [], tokenHash: Buffer.from("hash"), expiresAt: at };
  await insertRow(db, "access_tokens", token);
  await insertRow(db, "service_accounts", { name: "OnTrack", createdById: tutor.id });
  await insertRow(db, "allotted_hours", { userId: tutor.id, unitId: unit.id }, null);
  const identity = { issuer: "https://id.example.edu", subject: "7", userId: tutor.id, createdAt: at, lastUsedAt: at };
  await insertRow(db, "identities", { ...identity, unitRoleIds: [] }, null);
  await insertRow(db, "audit_entries", { actorId: tutor.id, unitId: unit.id, action: "try", details: "{}", createdAt: at });
}

interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly column: string;
}

/**
 * Of all tables but the partitions, which have those of their whole. One of several columns stands for its first one, and
 * for any other key of that column.
 */
async function foreignKeys(): Promise<ForeignKey[]> {
  const { rows } = await db.pool.query<ForeignKey>(
    `SELECT c.conname AS name, c.conrelid::regclass::text AS table, a.attname AS column
     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.contype = 'f' AND o.conrelid = c.conrelid AND o.conkey[1] = c.conkey[1]
         AND cardinality(o.conkey) > cardinality(c.conkey)) ORDER BY 2, 3`,
  );
  return rows;
}

/** What must be set with a column, where it cannot stand beside what the row has. */
const NEEDS: Record<string, string> = {
  "access_tokens.service_account_id": "user_id = NULL, kind = 'service', scopes = '{report}',",
};

/** Which rows, where others could not be changed for another reason. */
const WHICH: Record<string, string> = {
  "settled_days.unit_id": "WHERE start_time NOT IN (SELECT start_time FROM settled_figures)",
};

describe("no row can be an orphan", () => {
  it("since every column that names another row has a foreign key", async () => {
    const { rows } = await db.pool.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name LIKE '%\\_id' AND column_name <> 'external_id'
         AND table_name NOT IN (SELECT inhrelid::regclass::text FROM pg_inherits) ORDER BY 1`,
    );
    const guarded = new Set((await foreignKeys()).map(({ table, column }) => `${table}.${column}`));
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.map(({ place }) => place).filter((place) => !guarded.has(place))).toEqual([]);
  });

  it("since each of them refuses an id that does not exist", async () => {
    for (const { name, table, column } of await foreignKeys()) {
      const others = NEEDS[`${table}.${column}`] ?? "";
      const which = WHICH[`${table}.${column}`] ?? "";
      await expect(db.pool.query(`UPDATE ${table} SET ${others} ${column} = 0 ${which}`)).rejects.toMatchObject({
        code: "23503",
        constraint: name,
      });
    }
  });

  it.each(["session_activities", "attention_stretches"])(
    "in a partition of %s that is written to by its own name either",
    async (table) => {
      const { rows } = await db.pool.query<{ partition: string }>(`SELECT tableoid::regclass::text AS partition FROM ${table}`);
      for (const { partition } of rows) {
        expect(partition).not.toBe(table);
        await expect(db.pool.query(`UPDATE ${partition} SET task_id = 0`)).rejects.toMatchObject({ code: "23503" });
      }
      expect(rows).toHaveLength(1);
    },
  );

  it("since a row that others name cannot be deleted, or takes along only what is a part of it", async () => {
    const parts = [
      "access_tokens",
      "comment_reads",
      "idempotency_keys",
      "identities",
      "settled_figures",
      "tutorial_cancellations",
      "tutorial_enrolments",
      "tutorial_windows",
    ];
    const { rows } = await db.pool.query<{ table: string; deletes: string }>(
      `SELECT DISTINCT conrelid::regclass::text AS table, confdeltype AS deletes FROM pg_constraint
       WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace AND confdeltype <> 'r' ORDER BY 1`,
    );
    expect([...new Set(rows.map(({ table }) => table))]).toEqual(parts);
    expect(rows).toEqual(parts.map((table) => ({ table, deletes: "c" })));
  });
});
