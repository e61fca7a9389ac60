import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchDocument, operationsOf, type OpenApiDocument, type Operation, type Schema } from "./openapi-document";
import { serve, type ServedApp } from "./served-app";

let served: ServedApp;
let document: OpenApiDocument;
let operations: Operation[];
beforeAll(async () => {
  served = await serve();
  document = await fetchDocument(served);
  operations = operationsOf(document);
});
afterAll(() => served.close());

/** Where a schema, or one within it, says nothing of what it holds. */
function vagueParts(schema: Schema, path: string): string[] {
  if (schema.$ref !== undefined || schema.enum !== undefined || schema.const !== undefined) return [];
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((part, index) => vagueParts(part, `${path}|${index}`));
  const types = [schema.type].flat();
  if (schema.type === undefined) return [path];
  const within: string[] = [];
  if (types.includes("array")) within.push(...(schema.items ? vagueParts(schema.items, `${path}[]`) : [path]));
  if (types.includes("object")) {
    const known = Object.entries(schema.properties ?? {});
    const others = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
    if (known.length === 0 && others === undefined) within.push(path);
    for (const [name, part] of known) within.push(...vagueParts(part, `${path}.${name}`));
    if (others !== undefined) within.push(...vagueParts(others, `${path}.*`));
  }
  return within;
}

function schemasOf({ name, parameters = [], requestBody, responses }: Operation): [string, Schema][] {
  const bodies = [
    ["body", requestBody?.content ?? {}] as const,
    ...Object.entries(responses).map(([status, answer]) => [status, answer.content ?? {}] as const),
  ];
  return [
    ...parameters.map((parameter): [string, Schema] => [`${name} ${parameter.name}`, parameter.schema]),
    ...bodies.flatMap(([where, content]) =>
      Object.entries(content).map(([type, { schema }]): [string, Schema] => [`${name} ${where} ${type}`, schema]),
    ),
  ];
}

test("it is an OpenAPI 3.1 document of all of OnTrack's calls", () => {
  expect(document.openapi).toBe("3.1.0");
  expect(operations.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "POST /api/auth",
      "PUT /api/auth",
      "DELETE /api/auth",
      "GET /api/auth/method",
      "GET /api/units",
      "GET /api/units/{unit_id}/tasks/inbox",
      "GET /api/units/{unit_id}/marking_sessions",
      "PUT /api/projects/{id}/task_def_id/{task_definition_id}",
      "GET /api/projects/{id}/task_def_id/{task_definition_id}/submission_details",
      "GET /api/projects/{id}/task_def_id/{task_definition_id}/submission_files",
      "GET /api/projects/{id}/task_def_id/{task_definition_id}/comments",
      "POST /api/projects/{id}/task_def_id/{task_definition_id}/comments",
      "GET /api/projects/{id}/task_def_id/{task_definition_id}/comments/{comment_id}",
      "POST /api/projects/{id}/task_def_id/{task_definition_id}/comments/{comment_id}",
      "DELETE /api/projects/{id}/task_def_id/{task_definition_id}/comments/{comment_id}",
      "GET /api/tutor-times/tutor/{tutor_id}",
      "GET /api/tutor-times/student/{student_id}",
      "DELETE /api/tutor-times/{id}",
      "GET /api/csv/units/{id}/tutor_times_summary",
      "GET /api/csv/units/{id}/my_marking_sessions",
      "GET /api/calendar/sessions.ics",
    ]),
  );
});

test("every operation has a name of its own, says what it does, and whose it is", () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(operations.length);
  const known = new Set(document.tags.map(({ name }) => name));
  const schemes = new Set(Object.keys(document.components.securitySchemes));
  for (const { name, operationId, summary, description, tags = [], security } of operations) {
    expect([name, operationId, summary, description]).toEqual([name, ...Array(3).fill(expect.stringMatching(/^\w/))]);
    expect([name, tags.length > 0 && tags.every((tag) => known.has(tag))]).toEqual([name, true]);
    expect([name, security?.every((way) => Object.keys(way).every((scheme) => schemes.has(scheme)))]).toEqual([name, true]);
  }
});

test("every parameter of a path is described, and every answer, refusals included", () => {
  for (const { name, path, parameters = [], responses, security } of operations) {
    const inPath = parameters.filter((parameter) => parameter.in === "path").map((parameter) => `{${parameter.name}}`);
    expect([name, inPath.toSorted()]).toEqual([name, [...path.matchAll(/\{\w+\}/g)].map(String).toSorted()]);
    for (const parameter of parameters) expect([name, parameter.description]).toEqual([name, expect.stringMatching(/\w/)]);
    const statuses = Object.keys(responses);
    expect(statuses).toEqual(expect.arrayContaining(["400", "500", ...(security?.length ? ["403", "419"] : [])]));
    for (const answer of Object.values(responses))
      expect([name, answer.description]).toEqual([name, expect.not.stringMatching(/^(Default Response)?$/)]);
  }
});

test("no schema is empty or takes just anything", () => {
  const named = Object.entries(document.components.schemas);
  const all = [...operations.flatMap(schemasOf), ...named];
  expect(all.length).toBeGreaterThan(100);
  expect(all.flatMap(([path, schema]) => vagueParts(schema, path))).toEqual([]);
});

test("every schema that is referred to is there, and none that nobody refers to", () => {
  const text = JSON.stringify(document);
  const referred = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => String(name)));
  expect([...referred].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted());
});

test.each(["/api/docs", "/api/docs/"])(
  "%s reads the document with files of this very server, and no script within the page",
  async (at) => {
    const page = await served.app.inject({ url: at });
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": expect.stringContaining("script-src 'self';"),
    });
    expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|https?:/);
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => String(file));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const url = new URL(file, `http://here${at}`).pathname;
      expect([file, (await served.app.inject({ url })).statusCode]).toEqual([file, 200]);
    }
    expect((await served.app.inject({ url: "/api/docs/json" })).json()).toEqual(document);
  },
);
