import { setClock } from "@tutor-times/api/clock";
import { addMs, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import type { ServiceAccountId, SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { issueToken } from "@tutor-times/db/access-tokens";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { reportActs } from "@tutor-times/db/acts/report";
import { tellChanges } from "@tutor-times/db/live/changes";
import { parsePayload, payloadsOf } from "@tutor-times/db/live/payload";
import { recompute } from "@tutor-times/db/recompute";
import { deletionEffect } from "@tutor-times/db/sessions/deletion-effect";
import { deleteSession, restoreSession } from "@tutor-times/db/sessions/deletion";
import {
  foundSmallUniversity,
  NOW,
  scopeOf,
  type PersonName,
  type SmallUniversity,
} from "@tutor-times/db/testing/small-university";
import { createTestDatabase, type TestDatabase } from "@tutor-times/db/testing/test-database";
import { loadViewer } from "@tutor-times/db/viewers";
import type { FastifyInstance } from "fastify";
import { encode } from "next-auth/jwt";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { buildApp } from "../src/app";
import { openLiveFeed, type LiveFeed } from "../src/live";

const SECRET = "a secret for these tests alone";

let db: TestDatabase;
let world: SmallUniversity;
let app: FastifyInstance;
let live: LiveFeed;
let url: string;
const errors: unknown[] = [];
const open = new Set<AbortController>();

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] = SECRET;
  setClock(() => NOW);
  db = await createTestDatabase();
  world = await foundSmallUniversity(db);
  live = openLiveFeed(db, db.url, (error) => errors.push(error));
  app = await buildApp({ db, log: pino({ level: "silent" }), pages: null, live });
  url = await app.listen({ port: 0, host: "127.0.0.1" });
  await live.ready;
});
afterEach(() => {
  for (const controller of open) controller.abort();
  open.clear();
});
afterAll(async () => {
  // Clients open connections in advance, on which nothing was asked yet.
  app.server.closeAllConnections();
  await app.close();
  await live.close();
  await db.drop();
  setClock(null);
});

async function cookieOf(name: PersonName): Promise<string> {
  const token = await issueToken(db, {
    userId: world.people[name],
    kind: "browser",
    now: NOW,
    expiresAt: addMs(NOW, 60 * MINUTE_MS),
  });
  return `next-auth.session-token=${await encode({ token: { browserToken: token }, secret: SECRET })}`;
}

/** A page of somebody's that listens; `next` resolves with the next event. */
async function listen(name: PersonName) {
  const controller = new AbortController();
  open.add(controller);
  const answer = await fetch(`${url}/api/live`, { headers: { cookie: await cookieOf(name) }, signal: controller.signal });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async next(): Promise<string> {
      for (;;) {
        const event = /event: (\w+)\ndata: .*\n\n/.exec(text);
        if (event !== null) {
          text = text.slice(event.index + event[0].length);
          return event[1] ?? "";
        }
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) return "the end";
        text += chunk.value;
      }
    },
    /** What has arrived and was not asked for. */
    heard: () => text,
  };
}

async function act(name: PersonName, now: Instant): Promise<void> {
  const viewer = await loadViewer(db, world.people[name], now);
  if (viewer === null) throw new Error(`There is no ${name}`);
  const target = { projectId: world.projects.sam, taskDefinitionId: world.definitions.first };
  await recordActivity(db, { scope: viewer.scope, now, ipAddress: "10.0.0.1" }, { ...target, action: "get-comments" });
}

test("who acts, and who convenes the unit, are told; others are not", async () => {
  const [ada, cho, brian] = [await listen("ada"), await listen("cho"), await listen("brian")];
  await act("ada", NOW);
  expect(await ada.next()).toBe("change");
  expect(await cho.next()).toBe("change");
  // Brian's own act comes later: what he hears first is about that one.
  expect(brian.heard()).not.toContain("change");
  await act("brian", addMs(NOW, 1));
  expect(await brian.next()).toBe("change");
});

test("whichever way an act comes, pages are told: by OnTrack's routes, or reported by OnTrack itself", async () => {
  const [projectId, taskDefinitionId] = [world.projects.sam, world.definitions.first];
  const task = `/api/projects/${projectId}/task_def_id/${taskDefinitionId}`;
  const token = await issueToken(db, { userId: world.people.ada, kind: "ontrack", now: NOW, expiresAt: addMs(NOW, MINUTE_MS) });
  const headers = { username: "ada", "auth-token": token, "content-type": "application/json" };
  const report = () =>
    reportActs(
      db,
      { id: 1 as ServiceAccountId, name: "", createsUnknown: false, timezone: "UTC" },
      { acts: [reported], now: NOW },
    );
  const reported = {
    username: "ada",
    unit: "U",
    project: "P",
    taskDefinition: "D",
    task: null,
    action: "get-comments",
    status: null,
    statusChanged: false,
    at: NOW,
    ipAddress: "10.0.0.1",
    idempotencyKey: "0b0fa0e0-0d3c-4bb5-8b6a-1b9a3c5f7d10",
    student: null,
    staff: true,
  };
  await db.prisma.unit.update({ where: { id: world.sit101 }, data: { externalId: "U" } });
  await db.prisma.project.update({ where: { id: projectId }, data: { externalId: "P" } });
  await db.prisma.taskDefinition.update({ where: { id: taskDefinitionId }, data: { externalId: "D" } });
  const ways = [
    () => fetch(url + task, { method: "PUT", headers, body: JSON.stringify({ trigger: "discuss" }) }),
    () => fetch(`${url}${task}/submission_details`, { headers }),
    () => fetch(`${url}${task}/comments`, { headers }),
    () => fetch(`${url}${task}/comments`, { method: "POST", headers, body: JSON.stringify({ comment: "Well done." }) }),
    report,
  ];
  for (const act of ways) {
    const ada = await listen("ada");
    await act();
    expect(await ada.next()).toBe("change");
  }
});

test("a session that is removed, restored or derived again is told of; one of which that was only tried out is not", async () => {
  const [ada, brian] = [await listen("ada"), await listen("brian")];
  await act("ada", NOW);
  expect(await ada.next()).toBe("change");
  const convenor = await scopeOf(db, world.people.cho);
  const { id } = await db.prisma.markingSession.findFirstOrThrow({ where: { userId: world.people.ada, deletedAt: null } });
  const session = { sessionId: Number(id) as SessionId, now: NOW };
  const again = { unitId: world.sit101, from: addMs(NOW, -MINUTE_MS), now: NOW, actorId: convenor.userId };

  await deletionEffect(db, convenor, session);
  await recompute(db, { ...again, apply: false });
  await act("brian", addMs(NOW, MINUTE_MS));
  expect(await brian.next()).toBe("change");
  expect(ada.heard()).not.toContain("change");

  for (const change of [
    () => deleteSession(db, convenor, { ...session, reason: "Marked on a colleague's computer." }),
    () => restoreSession(db, convenor, session),
    () => recompute(db, { ...again, apply: true }),
  ]) {
    const [tutor, cho] = [await listen("ada"), await listen("cho")];
    await change();
    expect(await tutor.next()).toBe("change");
    expect(await cho.next()).toBe("change");
  }
});

test("a thousand changes at once are one or two notices, and none is lost", async () => {
  const ada = await listen("ada");
  const change = { unitId: world.sit101, userId: world.people.ada };
  for (let i = 0; i < 1_000; i += 1) tellChanges(db, [change]);
  expect(await ada.next()).toBe("change");
  tellChanges(db, [change]);
  expect(await ada.next()).toBe("change");
  expect(ada.heard()).not.toContain("change");
});

test("nobody listens without a sign-in of a browser", async () => {
  expect((await fetch(`${url}/api/live`)).status).toBe(401);
  const token = await issueToken(db, { userId: world.people.ada, kind: "ontrack", now: NOW, expiresAt: addMs(NOW, MINUTE_MS) });
  expect((await fetch(`${url}/api/live`, { headers: { username: "ada", "auth-token": token } })).status).toBe(401);
});

test("a listener whose connection to the database breaks hears again, and is told that anything may have changed", async () => {
  const ada = await listen("ada");
  await db.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tutor-times live' AND datname = current_database()",
  );
  expect(await ada.next()).toBe("change");
  expect(errors).not.toEqual([]);
  await act("ada", addMs(NOW, 2 * MINUTE_MS));
  expect(await ada.next()).toBe("change");
});

test("a page that is closed leaves nothing behind", async () => {
  await listen("ada");
  expect(live.streams.size).toBeGreaterThan(0);
  for (const controller of open) controller.abort();
  await expect.poll(() => live.streams.size).toBe(0);
});

test("a notice goes over the wire and back, in pieces that PostgreSQL takes", () => {
  const unitId = 7 as UnitId;
  const userIds = Array.from({ length: 1_000 }, (_, index) => (Number.MAX_SAFE_INTEGER - index) as UserId);
  const payloads = payloadsOf(unitId, userIds);
  expect(payloads.every(({ length }) => length < 8_000)).toBe(true);
  expect(payloads.map(parsePayload).flatMap((notice) => notice?.userIds ?? [])).toEqual(userIds);
  expect(parsePayload("7:")).toBeNull();
  expect(parsePayload("drop table")).toBeNull();
});
