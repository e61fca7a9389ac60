import { randomUUID } from "node:crypto";
import { addMs, DAY_MS, formatInstant, MINUTE_MS } from "@tutor-times/core/instant";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callAs, send } from "./call-procedure";
import { serve, whatIsStored, type ServedApp } from "./served-app";

let served: ServedApp;
beforeAll(async () => {
  served = await serve();
});
beforeEach(() => served.at(NOW));
afterAll(() => served.close());

type Made = { id: number; token: string; expiresAt: string };

async function make(name: PersonName, scope: "read" | "track", days = 30): Promise<Made> {
  const input = { name: "A script", scope, days };
  return (await send(served, "POST", "tokens.create", input, await served.headersOf(name))).data as Made;
}

async function revoke(name: PersonName, tokenId: number) {
  return send(served, "POST", "tokens.revoke", { tokenId }, await served.headersOf(name));
}

const bearer = ({ token }: Pick<Made, "token">) => ({ authorization: `Bearer ${token}` });
const sams = () => ({ projectId: served.world.projects.sam, taskDefinitionId: served.world.definitions.first });
const units = (headers: Record<string, string>) => served.app.inject({ url: "/api/units", headers });

test("a token is shown once, and works for procedures and for OnTrack's routes alike", async () => {
  const made = await make("ada", "read");
  expect(made).toEqual({
    id: expect.any(Number),
    token: expect.stringMatching(/^ttp_.{43}$/),
    expiresAt: formatInstant(addMs(NOW, 30 * DAY_MS)),
  });
  expect((await send(served, "GET", "viewer.me", undefined, bearer(made))).data).toMatchObject({ username: "ada" });
  expect((await units(bearer(made))).statusCode).toBe(200);
  const listed = (await callAs(served, "ada", "tokens.list")).data;
  expect(listed).toMatchObject({
    tokens: [{ id: made.id, name: "A script", scope: "read", expired: false, lastUsedAt: formatInstant(NOW) }],
  });
  expect(JSON.stringify(listed)).not.toContain(made.token);
  const { rows } = await served.db.pool.query("SELECT t::text FROM access_tokens t");
  expect(JSON.stringify(rows)).not.toContain(made.token);
});

test("what a token's scope does not cover is refused by name, and nothing is recorded", async () => {
  const read = bearer(await make("ada", "read"));
  const task = `/api/projects/${sams().projectId}/task_def_id/${sams().taskDefinitionId}`;
  const before = await whatIsStored(served.db);
  const refused = await served.app.inject({ url: `${task}/comments`, headers: read });
  expect([refused.statusCode, refused.json()]).toEqual([
    403,
    { error: 'This token has the scope "read", which does not suffice here: a token with the scope "track" is needed.' },
  ]);
  expect(await send(served, "POST", "desk.assess", { ...sams(), grade: 1 }, read)).toMatchObject({
    status: 403,
    error: { message: expect.stringContaining('"track"'), data: { reason: "forbidden" } },
  });
  expect(await whatIsStored(served.db)).toBe(before);
  const track = bearer(await make("ada", "track"));
  expect((await served.app.inject({ url: `${task}/comments`, headers: track })).statusCode).toBe(200);
  expect(await send(served, "GET", "tokens.list", undefined, track)).toMatchObject({
    status: 403,
    error: { message: "No token may do this. Sign in with your password." },
  });
});

test("an expired token is told apart from an unknown one; a revoked one is not", async () => {
  const [expiring, revoked] = [await make("brian", "read", 1), await make("brian", "read", 2)];
  await revoke("brian", revoked.id);
  const unknown = { error: "No authentication details provided. Authentication is required to access this resource." };
  expect((await units(bearer(revoked))).json()).toEqual(unknown);
  expect((await units({ authorization: "Bearer nonsense" })).json()).toEqual(unknown);
  served.at(addMs(NOW, DAY_MS - 1));
  expect((await units(bearer(expiring))).statusCode).toBe(200);
  served.at(addMs(NOW, DAY_MS));
  const answer = await units(bearer(expiring));
  expect([answer.statusCode, answer.json()]).toEqual([419, { error: "Authentication token expired." }]);
  expect(await send(served, "GET", "viewer.me", undefined, bearer(expiring))).toMatchObject({
    status: 401,
    error: { data: { code: "UNAUTHORIZED", reason: "token_expired" } },
  });
  expect((await revoke("brian", revoked.id)).status).toBe(404);
});

test.each([
  ["a day too many", { name: "A", scope: "read", days: 366 }, "days"],
  ["no life", { name: "A", scope: "read", days: 0 }, "days"],
  ["a scope of service accounts", { name: "A", scope: "report", days: 1 }, "scope"],
  ["a name of blanks", { name: "  ", scope: "read", days: 1 }, "name"],
])("a token with %s is refused", async (_what, input, field) => {
  expect(await send(served, "POST", "tokens.create", input, await served.headersOf("cho"))).toMatchObject({
    status: 400,
    error: { data: { field } },
  });
});

test("nobody has more than 50 tokens, also when two make the last one at once", async () => {
  for (let made = 0; made < 49; made += 1) await make("omar", "read");
  const headers = await served.headersOf("omar");
  const last = () => send(served, "POST", "tokens.create", { name: "Last", scope: "read", days: 1 }, headers);
  const statuses = (await Promise.all([last(), last(), last()])).map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
});

test("signing out everywhere ends all sign-ins, and tokens if asked", async () => {
  const [one, other] = [await served.headersOf("eve"), await served.headersOf("eve")];
  const token = bearer(await make("eve", "read"));
  const out = (input: object, headers: Record<string, string>) =>
    send(served, "POST", "viewer.signOutEverywhere", input, headers);
  expect((await out({}, one)).data).toEqual({ ended: 3 });
  expect([(await units(one)).statusCode, (await units(other)).statusCode, (await units(token)).statusCode]).toEqual([
    419, 419, 200,
  ]);
  await out({ tokensToo: true }, await served.headersOf("eve"));
  expect((await units(token)).statusCode).toBe(419);
});

test("a bearer token counts before whatever else is shown", async () => {
  const headers = await served.headersOf("ada");
  expect((await units({ ...headers, authorization: "Bearer nonsense" })).statusCode).toBe(419);
  expect((await units({ ...headers, authorization: "Basic bm9ib2R5OnNlY3JldA==" })).statusCode).toBe(200);
});

async function serviceToken(createsUnknown: boolean): Promise<Made & { serviceAccountId: number }> {
  const headers = await served.headersOf("root");
  const account = await send(
    served,
    "POST",
    "serviceAccounts.create",
    { name: `OnTrack ${randomUUID()}`, createsUnknown },
    headers,
  );
  const { id } = account.data as { id: number };
  const made = await send(
    served,
    "POST",
    "serviceAccounts.issueToken",
    { serviceAccountId: id, name: "2025", days: 365 },
    headers,
  );
  return { ...(made.data as Made), serviceAccountId: id };
}

const act = () => ({
  username: "ada",
  unit: 101,
  project: "p1",
  task_definition: 11,
  action: "get-comments",
  happened_at: formatInstant(addMs(NOW, -DAY_MS)),
  ip_address: "10.3.0.1",
  idempotency_key: randomUUID(),
  student: "sam",
});

function report(headers: Record<string, string>, payload: object) {
  return served.app.inject({ method: "POST", url: "/api/acts", headers, payload });
}

test("OnTrack's backend reports acts under its own ids, as numbers or text, and reads a verdict for each", async () => {
  const { sit101, definitions, people } = served.world;
  await served.db.pool.query("UPDATE units SET external_id = '101' WHERE id = $1", [sit101]);
  await served.db.pool.query("UPDATE task_definitions SET external_id = '11' WHERE id = $1", [definitions.first]);
  const headers = bearer(await serviceToken(true));
  const acts = [
    act(),
    { ...act(), unit: "101", username: "cho" },
    { ...act(), username: "zoe", unit: 102 },
    { ...act(), action: "sleeping" },
  ];
  const answer = await report(headers, { acts });
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      received_at: formatInstant(NOW),
      verdicts: [
        { idempotency_key: acts[0]?.idempotency_key, verdict: "recorded", detail: null },
        { idempotency_key: acts[1]?.idempotency_key, verdict: "recorded", detail: null },
        { idempotency_key: acts[2]?.idempotency_key, verdict: "invalid", detail: 'The project "p1" is not of the unit "102"' },
        { idempotency_key: acts[3]?.idempotency_key, verdict: "invalid", detail: 'There is no action "sleeping"' },
      ],
    },
  ]);
  expect(
    await served.db.prisma.markingSession.count({ where: { userId: people.ada, unitId: sit101, ipAddress: "10.3.0.1" } }),
  ).toBe(1);
});

test("a report over tRPC is the same report", async () => {
  const headers = bearer(await serviceToken(false));
  const {
    task_definition: taskDefinition,
    happened_at: happenedAt,
    ip_address: ipAddress,
    idempotency_key: idempotencyKey,
    ...rest
  } = act();
  const input = { acts: [{ ...rest, taskDefinition, happenedAt, ipAddress, idempotencyKey }] };
  expect((await send(served, "POST", "tracker.reportActs", input, headers)).data).toEqual({
    receivedAt: formatInstant(NOW),
    verdicts: [{ idempotencyKey, verdict: "recorded", detail: null }],
  });
});

test("500 acts are a report, and 501 are not", async () => {
  const headers = bearer(await serviceToken(false));
  const many = (count: number) => ({
    acts: Array.from({ length: count }, (_, index) => ({ ...act(), ip_address: `10.4.0.${index % 250}` })),
  });
  const answer = await report(headers, many(500));
  expect([
    answer.statusCode,
    new Set(answer.json<{ verdicts: { verdict: string }[] }>().verdicts.map(({ verdict }) => verdict)),
  ]).toEqual([200, new Set(["recorded"])]);
  expect((await report(headers, many(501))).statusCode).toBe(400);
});

test.each<[string, (good: ReturnType<typeof act>) => unknown]>([
  ["no acts", () => ({ acts: [] })],
  ["no key", ({ idempotency_key: _, ...rest }) => ({ acts: [rest] })],
  ["a key that is no UUID", (good) => ({ acts: [{ ...good, idempotency_key: "1" }] })],
  ["an instant without a zone", (good) => ({ acts: [{ ...good, happened_at: "2025-10-08T05:00:00" }] })],
  ["an empty username", (good) => ({ acts: [{ ...good, username: " " }] })],
  [
    "a unit that ends before it begins",
    (good) => ({
      acts: [good],
      units: [{ unit: 1, code: "A", name: "A", timezone: "UTC", start_date: "2025-02-01", end_date: "2025-01-31" }],
    }),
  ],
])("a report with %s is refused, and leaves nothing", async (_what, body) => {
  const headers = bearer(await serviceToken(true));
  const before = await whatIsStored(served.db);
  const answer = await report(headers, body(act()) as object);
  expect([answer.statusCode, answer.json()]).toEqual([
    400,
    { error: expect.stringMatching(/^(acts(\.0\.\w+)?|units) is invalid$/) },
  ]);
  expect(await whatIsStored(served.db)).toBe(before);
});

test("a closed service account, and a revoked token of one, are worthless at once", async () => {
  const [closed, revoked] = [await serviceToken(false), await serviceToken(false)];
  const root = await served.headersOf("root");
  served.at(addMs(NOW, MINUTE_MS));
  await send(served, "POST", "serviceAccounts.close", { serviceAccountId: closed.serviceAccountId }, root);
  await send(served, "POST", "serviceAccounts.revokeToken", { tokenId: revoked.id }, root);
  for (const token of [closed, revoked]) expect((await report(bearer(token), { acts: [act()] })).statusCode).toBe(419);
  expect((await callAs(served, "root", "serviceAccounts.list")).data).toMatchObject({
    accounts: expect.arrayContaining([
      expect.objectContaining({ id: closed.serviceAccountId, closedAt: formatInstant(addMs(NOW, MINUTE_MS)) }),
      expect.objectContaining({ id: revoked.serviceAccountId, closedAt: null, tokens: [] }),
    ]),
  });
  const { rows } = await served.db.pool.query<{ action: string }>(
    "SELECT DISTINCT action FROM audit_entries WHERE action LIKE 'service%' ORDER BY 1",
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "service-account.close",
    "service-account.create",
    "service-token.create",
    "service-token.revoke",
  ]);
  const { names } = (await callAs(served, "root", "admin.log", {})).data as { names: Record<string, { id: number }[]> };
  expect(names["tokens"]).toContainEqual({ id: revoked.id, name: expect.any(String) });
  expect(names["serviceAccounts"]).toContainEqual({ id: closed.serviceAccountId, name: expect.any(String) });
});
