import { appRouter } from "@tutor-times/api/router";
import { NOW } from "@tutor-times/db/testing/small-university";
import Fastify, { type InjectOptions } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { apiRoutes } from "../src/api-routes";
import { knowAllMethods } from "../src/edge/methods";
import { createRateLimiter, RATE_LIMITS } from "../src/edge/rate-limit";
import { createMetrics } from "../src/metrics";
import { parseTable } from "./access-matrix/parse-table";
import { inputOf, PROCEDURE_CALLS, ROUTE_CALLS, type Call } from "./access-matrix/requests";
import { CREDENTIALS_AT_PROCEDURES, CREDENTIALS_AT_ROUTES, NEVER_ALLOWED, OPEN, PROCEDURES, ROUTES } from "./access-matrix/table";
import { buildMatrixWorld, MARKERS, PEOPLE, type MatrixWorld, type Person } from "./access-matrix/world";
import { serve, type ServedApp } from "./served-app";

const SECRET = "a secret for these tests alone";
const EVERYBODY = Object.keys(PEOPLE) as Person[];
const BY_PERSON = ["browser", "ontrack", "read", "track", "feed", "expired", "revoked"];

let served: ServedApp;
let world: MatrixWorld;
beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] = SECRET;
  served = await serve();
  world = await buildMatrixWorld(served, SECRET);
});
beforeEach(() => served.at(NOW));
afterAll(() => served.close());

type Row = Record<Person | "needs" | "foreign", string>;
type Answer = { readonly status: number; readonly text: string };
/** Calls an operation with these ids. */
type Send = (ids: Record<string, number>, headers: Record<string, string>) => Promise<Answer>;

interface Operation {
  readonly name: string;
  readonly row: Row;
  readonly call: Call;
  readonly send: Send;
  readonly credentials: Record<string, string>;
}

const types = new Map(Object.entries(appRouter._def.procedures).map(([name, procedure]) => [name, typeOf(procedure)]));

function typeOf(procedure: object): unknown {
  return Reflect.get(Object(Reflect.get(procedure, "_def")), "type");
}

const procedures = parseTable<"procedure" | keyof Row>(PROCEDURES).map(({ procedure: name, ...row }): Operation => {
  const call = PROCEDURE_CALLS[name] ?? {};
  const send: Send = async (ids, headers) => {
    const input = inputOf(name, ids, call.rest?.(), !call.ids && !call.rest);
    const json = JSON.stringify(input);
    const url = `/api/trpc/${name}`;
    if (types.get(name) !== "query") {
      const type = { "content-type": "application/json" };
      return inject({ method: "POST", url, headers: { ...type, ...headers }, ...(json === undefined ? {} : { payload: json }) });
    }
    return inject({ method: "GET", url: json === undefined ? url : `${url}?input=${encodeURIComponent(json)}`, headers });
  };
  return { name, row, call, send, credentials: credentialsAt(CREDENTIALS_AT_PROCEDURES, row.needs) };
});

const routes = parseTable<"route" | keyof Row>(ROUTES).map(({ route: name, ...row }): Operation => {
  const call = ROUTE_CALLS[name] ?? {};
  const [method = "", path = ""] = name.split(" ");
  const send: Send = async (ids, headers) => {
    const url = path.replaceAll(/:(\w+)/g, (_, id: string) => String(ids[id]));
    const rest = call.rest?.();
    const { authorization, ...others } = headers;
    const inQuery = call.tokenInQuery !== undefined && authorization !== undefined;
    return inject({
      method: method as NonNullable<InjectOptions["method"]>,
      url: inQuery ? `${url}?${call.tokenInQuery}=${authorization.replace("Bearer ", "")}` : url,
      headers: inQuery ? others : headers,
      ...(rest === undefined ? {} : { payload: rest }),
    });
  };
  return { name, row, call, send, credentials: credentialsAt(CREDENTIALS_AT_ROUTES, row.needs) };
});

const operations = [...procedures, ...routes];

async function inject(request: InjectOptions): Promise<Answer> {
  const { statusCode, body } = await served.app.inject(request);
  return { status: statusCode, text: body };
}

/** What the call is about, fresh if it may be used up. */
async function idsOf({ ids = {} }: Call, person: Person, fresh: boolean): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, thing] of Object.entries(ids)) found[name] = await world.own(thing, person, fresh);
  return found;
}

function credentialsAt(table: string, needs: string): Record<string, string> {
  const row = parseTable<string>(table).find((one) => one["needs"] === needs);
  if (row === undefined) throw new Error(`There is no need "${needs}".`);
  return row;
}

/** The words in an answer that this caller must never read: all of them in a refusal, else those of the other unit. */
function leaked({ status, text }: Answer, person: Person | null): string[] {
  const secret = MARKERS.filter(
    ({ readers }) => status >= 400 || person === null || !readers.some((reader) => reader === person),
  );
  return secret.flatMap(({ words }) => words.filter((word) => text.includes(word)));
}

test("every procedure and every route is in the table, and nothing else is", async () => {
  expect(procedures.map(({ name }) => name).toSorted(compare)).toEqual([...types.keys()].toSorted(compare));
  expect([...Object.keys(PROCEDURE_CALLS), ...Object.keys(ROUTE_CALLS)].toSorted(compare)).toEqual(
    operations.map(({ name }) => name).toSorted(compare),
  );
  expect([...routes.map(({ name }) => name), ...OPEN].toSorted(compare)).toEqual((await listRoutes()).toSorted(compare));
});

/** All that the server answers itself below `/api`, but tRPC's endpoint, the pages that show the document, and what answers wrong methods. */
async function listRoutes(): Promise<string[]> {
  const app = Fastify();
  const found: string[] = [];
  app.addHook("onRoute", ({ method, url, schema }) => {
    const isOther = (schema !== undefined && "hide" in schema && schema.hide === true) || url.startsWith("/api/trpc/");
    for (const one of [method].flat()) if (!isOther && one !== "HEAD") found.push(`${one} ${url}`);
  });
  knowAllMethods(app);
  await app.register(apiRoutes(served.db, createMetrics(), [], createRateLimiter(RATE_LIMITS)), { prefix: "/api" });
  await app.ready();
  await app.close();
  return found;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}

test.each(operations.map(({ name, row, credentials }) => ({ name, row, credentials })))(
  "$name is allowed to somebody and refused to somebody",
  ({ name, row, credentials }) => {
    const codes = [...EVERYBODY.map((person) => row[person]), credentials["nobody"], credentials["service"]].map(Number);
    expect(codes.some((code) => code >= 400)).toBe(true);
    expect(codes.some((code) => code < 300)).toBe(!NEVER_ALLOWED.includes(name));
  },
);

describe.each(operations)("$name", ({ row, call, send, credentials }) => {
  test("answers everybody, with whatever they show, as the table says", async () => {
    const expected: Record<string, string> = {};
    const found: Record<string, string> = {};
    const tryCell = async (credential: string, person: Person, cell: string, code = "") => {
      expected[cell] = code;
      const answer = await send(await idsOf(call, person, code.startsWith("2")), await world.headersOf(credential, person));
      if (call.endsSignIn) world.forgetCredentials();
      const reader = ["nobody", "service"].includes(credential) ? null : person;
      found[cell] = [answer.status, ...leaked(answer, reader)].join(" ");
    };
    for (const credential of BY_PERSON) {
      for (const person of EVERYBODY) {
        const said = credentials[credential];
        await tryCell(credential, person, `${person} with ${credential}`, said === "own" ? row[person] : said);
      }
    }
    for (const credential of ["nobody", "service"]) await tryCell(credential, "convenor", credential, credentials[credential]);
    expect(found).toEqual(expected);
  });
});

test.each(operations.filter(({ row }) => row.foreign !== "-"))(
  "$name refuses the convenor every id of the other unit",
  async ({ row, call, send }) => {
    for (const [name, thing] of Object.entries(call.ids ?? {})) {
      const id = await world.foreign(thing);
      if (id === null) throw new Error(`There is no foreign ${thing}: write "-" into the table.`);
      const ids = { ...(await idsOf(call, "convenor", true)), [name]: id };
      const answer = await send(ids, await world.headersOf("ontrack", "convenor"));
      expect([name, answer.status, leaked(answer, "convenor")]).toEqual([name, Number(row.foreign), []]);
    }
  },
);

test("a role that was taken away is gone at the next request", async () => {
  const { people, sit101 } = served.world;
  const [inbox] = procedures.filter(({ name }) => name === "desk.inbox");
  const headers = await world.headersOf("ontrack", "tutor");
  const status = async () => (await inbox?.send({ unitId: sit101 }, headers))?.status;
  expect(await status()).toBe(200);
  const where = { unitId: sit101, userId: people.ada };
  await served.db.prisma.unitRole.updateMany({ where, data: { endedAt: new Date(NOW) } });
  expect(await status()).toBe(403);
  await served.db.prisma.unitRole.updateMany({ where, data: { endedAt: null } });
  expect(await status()).toBe(200);
});
