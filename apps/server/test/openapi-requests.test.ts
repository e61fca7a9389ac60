import { issueToken } from "@tutor-times/db/access-tokens";
import { addMs, HOUR_MS } from "@tutor-times/core/instant";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";
import formats from "ajv-formats";
import fc from "fast-check";
import { METHODS } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowedRequests, anyRequests, type MadeRequest } from "./arbitrary-requests";
import { fetchDocument, operationsOf, type OpenApiDocument, type Operation } from "./openapi-document";
import { serve, type ServedApp } from "./served-app";

const LONG_RUN = process.env["PROPERTY_RUNS"];
const RUNS = LONG_RUN === undefined ? 12 : 500;

/** How many requests an operation gets, the same at every run but a long one; a password takes its time. */
function runsOf(operation: Operation) {
  const numRuns = operation.name === "POST /api/auth" ? 5 : RUNS;
  return LONG_RUN === undefined ? { numRuns, seed: 7 } : { numRuns };
}

let served: ServedApp;
let document: OpenApiDocument;
let operations: Operation[];
/** Ids that exist: every kind of thing counts from 1 in a new database. */
const ids = [1, 2];
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

beforeAll(async () => {
  served = await serve();
  document = await fetchDocument(served);
  // What takes things away comes last, so that there is something to ask for.
  operations = operationsOf(document).toSorted((a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"));
  for (const name of ["ada", "brian"] as const) await act(name);
  ajv.addSchema({ $id: "document", ...document });
});
afterAll(() => served.close());

const WHO: readonly (PersonName | null)[] = ["ada", "cho", "root", "sam", "nobody", null];

/** Leaves a session and a comment on sam's task. */
async function act(name: PersonName): Promise<void> {
  const { projects, definitions } = served.world;
  const url = `/api/projects/${projects.sam}/task_def_id/${definitions.first}/comments`;
  const payload = { comment: `A word from ${name}` };
  await served.app.inject({ method: "POST", url, headers: await headersOf(name), payload });
}

async function headersOf(name: PersonName | null): Promise<Record<string, string>> {
  if (name === null) return {};
  const expiresAt = addMs(NOW, HOUR_MS);
  const token = await issueToken(served.db, { userId: served.world.people[name], kind: "ontrack", now: NOW, expiresAt });
  return { username: name, "auth-token": token };
}

async function send(method: string, { path, query, body }: MadeRequest, headers: Record<string, string>) {
  const search = query.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join("&");
  const type: Record<string, string> = body?.type == null ? {} : { "content-type": body.type };
  return served.app.inject({
    method: method as "GET",
    url: search === "" ? path : `${path}?${search}`,
    headers: { ...headers, ...type },
    ...(body === null ? {} : { payload: body.text }),
  });
}

function escaped(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"));
}

type Answer = Awaited<ReturnType<typeof send>>;

/** What is wrong with an answer, by what the document says of the operation; empty if nothing is. */
function faultsOf(operation: Operation, answer: Answer): string[] {
  if (answer.statusCode < 300) succeeded.add(operation.name);
  const documented = operation.responses[answer.statusCode];
  if (documented === undefined) return [`${answer.statusCode} is not documented`, answer.body];
  if (answer.statusCode === 500) return ["it failed", answer.body];
  const content = documented.content ?? {};
  const type = String(answer.headers["content-type"] ?? "").split(";", 1)[0] ?? "";
  if (Object.keys(content).length === 0) return answer.body === "" ? [] : ["there is a body where none is documented"];
  if (!(type in content)) return [`"${type}" is not documented`];
  const validate = validatorOf(operation, answer.statusCode, type);
  const value: unknown = type === "application/json" ? answer.json() : answer.body;
  return validate(value) ? [] : [ajv.errorsText(validate.errors), answer.body];
}

/** The operations that were seen to succeed. */
const succeeded = new Set<string>();

const validators = new Map<string, ValidateFunction>();

function validatorOf({ name, path, method }: Operation, status: number, type: string): ValidateFunction {
  const key = `${name} ${status} ${type}`;
  const pointer = ["paths", path, method.toLowerCase(), "responses", status, "content", type, "schema"]
    .map((part) => encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1")))
    .join("/");
  const validate = validators.get(key) ?? ajv.compile({ $ref: `document#/${pointer}` });
  validators.set(key, validate);
  return validate;
}

test("whatever is asked, the answer is one that the document names, in the form that it names", async () => {
  for (const operation of operations) {
    const requests = fc.record({
      who: fc.constantFrom(...WHO),
      request: fc.oneof(allowedRequests(document, operation, ids), anyRequests(document, operation, ids)),
    });
    await fc.assert(
      fc.asyncProperty(requests, async ({ who, request }) => {
        const answer = await send(operation.method, request, await headersOf(who));
        expect([operation.name, answer.statusCode, faultsOf(operation, answer)]).toEqual([operation.name, answer.statusCode, []]);
      }),
      runsOf(operation),
    );
  }
});

test("what the document allows is never refused as malformed, and can succeed", async () => {
  for (const operation of operations) {
    await fc.assert(
      fc.asyncProperty(allowedRequests(document, operation, ids), async (request) => {
        const answer = await send(operation.method, request, await headersOf("root"));
        expect([operation.name, request, faultsOf(operation, answer)]).toEqual([operation.name, request, []]);
        const isRefusal = answer.statusCode === 400 && !MEANT.some((text) => answer.body.includes(text));
        expect([operation.name, request, isRefusal ? answer.body : ""]).toEqual([operation.name, request, ""]);
      }),
      runsOf(operation),
    );
  }
  expect(operations.map(({ name }) => name).filter((name) => !succeeded.has(name))).toEqual(NOT_BY_CHANCE);
});

/** What no schema can say: a reason is needed in one of two places, and a reply needs a comment of the same task. */
const MEANT = ["reason is missing", "reply_to_id is invalid"];

test("a method that a path does not have is 405, whatever the body, and says which it has", async () => {
  for (const [path, item] of Object.entries(document.paths)) {
    const known = Object.keys(item).map((method) => method.toUpperCase());
    const url = path.replaceAll(/\{\w+\}/g, "1");
    for (const method of METHODS) {
      if (method === "CONNECT" || known.includes(method) || (method === "HEAD" && known.includes("GET"))) continue;
      const answer = await served.app.inject({
        method: method as "GET",
        url,
        headers: { "content-type": "text/x" },
        payload: "\0",
      });
      const allow = String(answer.headers["allow"]).split(", ");
      expect([method, url, answer.statusCode]).toEqual([method, url, method === "OPTIONS" ? 204 : 405]);
      expect([method, url, allow]).toEqual([method, url, expect.arrayContaining([...known, "OPTIONS"])]);
      if (!["OPTIONS", "HEAD"].includes(method))
        expect(answer.json()).toEqual({ error: expect.stringContaining("is not allowed here") });
    }
  }
});

/** They want a password, a file, a service account and a calendar's token that exist. */
const NOT_BY_CHANCE = [
  "POST /api/auth",
  "GET /api/projects/{id}/task_def_id/{task_definition_id}/comments/{comment_id}",
  "GET /api/calendar/sessions.ics",
  "POST /api/acts",
];
