import { randomUUID } from "node:crypto";
import type { ServiceAccountId, SessionId, TokenId, UnitId, UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import type { PersonalScope } from "@tutor-times/core/token-scopes";
import { issueToken, issueTokenWithId } from "@tutor-times/db/access-tokens";
import { loadViewer } from "@tutor-times/db/viewers";
import { createServiceAccount, issueServiceToken } from "@tutor-times/db/service-accounts";
import { makeComment, makeProject, makeTask, makeUnitRole, makeUser } from "@tutor-times/db/testing/factories";
import { insertRow } from "@tutor-times/db/testing/insert-row";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { encode } from "next-auth/jwt";
import type { ServedApp } from "../served-app";

/** Who calls, by the column of the table. */
export const PEOPLE = {
  student: "sam",
  "tutor~": "eve",
  tutor: "ada",
  "convenor~": "omar",
  convenor: "cho",
  admin: "root",
} as const satisfies Record<string, PersonName>;
export type Person = keyof typeof PEOPLE;

/** Words that stand for each unit's world, and who may read them. */
export const MARKERS = [
  {
    words: ["SIT101", "Programming", "Hello world", "Loops", "print('hello')", "Lovelace", "Kernighan", "the comment of 101"],
    readers: ["student", "tutor", "convenor", "admin"],
  },
  {
    words: ["SIT202", "Data structures", "Lists", "nils@example.edu", "print('lists')", "the comment of 202"],
    readers: ["tutor~", "convenor~", "admin"],
  },
] as const;

/** What an id of a call can be of. */
export type Thing =
  | "unit"
  | "project"
  | "definition"
  | "comment"
  | "session"
  | "deletedSession"
  | "ownSession"
  | "tutor"
  | "formerTutor"
  | "student"
  | "stranger"
  | "token"
  | "serviceAccount"
  | "serviceToken";

export interface MatrixWorld {
  /** The id of such a thing in the unit that calls are about (a token: of the person). `fresh`: one that a call may use up. */
  own(thing: Thing, person: Person, fresh: boolean): Promise<number>;
  /** The id of such a thing of the other unit, or of its people; null where there is no such distinction. */
  foreign(thing: Thing): Promise<number | null>;
  /** The headers with which somebody calls. */
  headersOf(credential: string, person: Person): Promise<Record<string, string>>;
  /** Makes new credentials from now on. */
  forgetCredentials(): void;
}

const LATER = addMs(NOW, DAY_MS);

/** A second unit beside the small university's first, with work of its own in it. */
export async function buildMatrixWorld({ db, world }: ServedApp, secret: string): Promise<MatrixWorld> {
  const { people, definitions, sit101, sit202 } = world;
  const nils = await makeUser(db, { username: "nils", email: "nils@example.edu" });
  const project = await makeProject(db, { unitId: sit202, userId: nils.id });
  const lists = { projectId: project.id, taskDefinitionId: definitions.elsewhere };
  const submission = { text: "print('lists')", submittedAt: addMs(NOW, -HOUR_MS) };
  const task = await makeTask(db, { ...lists, status: "ready_for_feedback", submission });
  await makeComment(db, { taskId: world.tasks.sam, authorId: people.ada, recipientId: people.sam, text: "the comment of 101" });

  let sessions = 0;
  async function session(userId: UserId, unitId: UnitId, deletedById?: UserId): Promise<SessionId> {
    sessions += 1;
    const times = { startTime: new Date(addMs(NOW, -2 * HOUR_MS)), endTime: new Date(addMs(NOW, -HOUR_MS)) };
    const deletion = deletedById === undefined ? {} : { deletedAt: new Date(NOW), deletedById, deletionReason: "A test" };
    const ipAddress = `10.0.${sessions >> 8}.${sessions & 255}`;
    const derived = { countedFrom: times.startTime, duringTutorial: false, durationMinutes: 60 };
    return insertRow<SessionId>(db, "marking_sessions", { userId, unitId, ipAddress, ...times, ...derived, ...deletion });
  }
  await session(people.ada, sit101);
  const comment = async (taskId: typeof task.id, authorId: UserId, recipientId: UserId, text: string) =>
    (await makeComment(db, { taskId, authorId, recipientId, text: `${text} ${randomUUID()}`, createdAt: NOW })).id;
  const personalToken = async (userId: UserId): Promise<TokenId> =>
    (await issueTokenWithId(db, { kind: "personal", userId, scopes: ["read"], now: NOW, expiresAt: LATER })).id;
  const root = await loadViewer(db, people.root, NOW);
  if (root === null) throw new Error("There is no admin.");
  const account = async (): Promise<ServiceAccountId> =>
    (await createServiceAccount(db, root.scope, { name: randomUUID(), createsUnknown: false, timezone: "UTC", now: NOW })).id;
  const formerTutor = async (unitId: UnitId): Promise<UserId> => (await makeUnitRole(db, { unitId })).userId;

  const own: Record<Thing, (userId: UserId) => number | Promise<number>> = {
    unit: () => sit101,
    project: () => world.projects.sam,
    definition: () => definitions.first,
    comment: () => comment(world.tasks.sam, people.ada, people.sam, "the comment of 101"),
    session: () => session(people.brian, sit101),
    deletedSession: () => session(people.brian, sit101, people.cho),
    ownSession: () => session(people.ada, sit101),
    tutor: () => people.ada,
    formerTutor: () => formerTutor(sit101),
    student: () => people.sam,
    stranger: () => people.nobody,
    token: personalToken,
    serviceAccount: account,
    serviceToken: async () => {
      const token = { id: await account(), name: "A token", days: 1, now: NOW };
      return (await issueServiceToken(db, root.scope, token)).id;
    },
  };
  const foreign: Record<Thing, (() => number | Promise<number>) | null> = {
    unit: () => sit202,
    project: () => project.id,
    definition: () => definitions.elsewhere,
    comment: () => comment(task.id, people.eve, nils.id, "the comment of 202"),
    session: () => session(people.eve, sit202),
    deletedSession: () => session(people.eve, sit202, people.omar),
    ownSession: () => session(people.eve, sit202),
    tutor: () => people.eve,
    formerTutor: () => formerTutor(sit202),
    student: () => nils.id,
    stranger: () => people.eve,
    token: () => personalToken(people.eve),
    serviceAccount: null,
    serviceToken: null,
  };

  const issued: Record<string, (userId: UserId, username: string) => Promise<Record<string, string>>> = {
    browser: async (userId) => {
      const token = await issueToken(db, { kind: "browser", userId, now: NOW, expiresAt: LATER });
      const cookie = `next-auth.session-token=${await encode({ token: { browserToken: token }, secret })}`;
      return { cookie, "sec-fetch-site": "same-origin" };
    },
    ontrack: async (userId, username) => {
      const token = await issueToken(db, { kind: "ontrack", userId, now: NOW, expiresAt: LATER });
      return { username, "auth-token": token };
    },
    read: (userId) => bearer(userId, "read"),
    track: (userId) => bearer(userId, "track"),
    feed: (userId) => bearer(userId, "feed"),
    expired: (userId) => bearer(userId, "track", addMs(NOW, -MINUTE_MS)),
    revoked: async (userId) => {
      const headers = await bearer(userId, "track");
      await db.pool.query("UPDATE access_tokens SET revoked_at = now() WHERE id = (SELECT max(id) FROM access_tokens)");
      return headers;
    },
    nobody: async () => ({}),
    service: async () => {
      const token = { id: await account(), name: "A token", days: 1, now: NOW };
      return { authorization: `Bearer ${(await issueServiceToken(db, root.scope, token)).token}` };
    },
  };
  async function bearer(userId: UserId, scope: PersonalScope, expiresAt = LATER): Promise<Record<string, string>> {
    const token = await issueToken(db, { kind: "personal", userId, scopes: [scope], now: addMs(NOW, -HOUR_MS), expiresAt });
    return { authorization: `Bearer ${token}` };
  }

  const kept = new Map<string, number>();
  const credentials = new Map<string, Promise<Record<string, string>>>();
  return {
    async own(thing, person, fresh) {
      const name = `${thing} ${person}`;
      const id = (fresh ? undefined : kept.get(name)) ?? (await own[thing](people[PEOPLE[person]]));
      if (!fresh) kept.set(name, id);
      return id;
    },
    foreign: async (thing) => (await foreign[thing]?.()) ?? null,
    headersOf(credential, person) {
      const issue = issued[credential];
      if (issue === undefined) throw new Error(`The table names a credential that is none: ${credential}`);
      const name = `${credential} ${person}`;
      const headers = credentials.get(name) ?? issue(people[PEOPLE[person]], PEOPLE[person]);
      credentials.set(name, headers);
      return headers;
    },
    forgetCredentials: () => credentials.clear(),
  };
}
