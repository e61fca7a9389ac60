import { setClock } from "@tutor-times/api/clock";
import { addMs, HOUR_MS, type Instant } from "@tutor-times/core/instant";
import { issueToken } from "@tutor-times/db/access-tokens";
import { foundSmallUniversity, NOW, type PersonName, type SmallUniversity } from "@tutor-times/db/testing/small-university";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { buildApp, type AppOptions } from "../src/app";

/** The real server on a database of its own, with a small university in it and a clock that stands at `NOW`. */
export interface ServedApp {
  readonly app: FastifyInstance;
  readonly db: TestDatabase;
  readonly world: SmallUniversity;
  /** OnTrack's headers of somebody, with a token that holds for a month. */
  headersOf(name: PersonName): Promise<{ username: string; "auth-token": string }>;
  /** Moves the clock. */
  at(now: Instant): void;
  close(): Promise<void>;
}

export async function serve(options: Partial<AppOptions> = {}): Promise<ServedApp> {
  const db = await createTestDatabase();
  const world = await foundSmallUniversity(db);
  const app = await buildApp({ db, log: pino({ level: process.env["TEST_LOG"] ?? "silent" }), pages: null, ...options });
  const at = (now: Instant) => setClock(() => now);
  at(NOW);
  return {
    app,
    db,
    world,
    at,
    async headersOf(username) {
      const userId = world.people[username];
      const token = await issueToken(db, { userId, kind: "ontrack", now: NOW, expiresAt: addMs(NOW, 30 * 24 * HOUR_MS) });
      return { username, "auth-token": token };
    },
    async close() {
      setClock(null);
      await app.close();
      await db.drop();
    },
  };
}

const EVIDENCE = ["marking_sessions", "session_activities", "attention_stretches", "tasks", "task_comments", "comment_reads"];

/** How many rows each table holds that an act could write to, and what tasks say: the same text means nothing was written. */
export async function whatIsStored({ pool }: TestDatabase): Promise<string> {
  const counts = EVIDENCE.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  const { rows } = await pool.query(
    `SELECT ${counts.join(", ")}, (SELECT json_agg(t ORDER BY t.id) FROM tasks t) AS contents, (SELECT count(*) FROM access_tokens) AS tokens`,
  );
  return JSON.stringify(rows);
}
