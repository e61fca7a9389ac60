import fc, { type Arbitrary } from "fast-check";
import { resolved, type OpenApiDocument, type Operation, type Parameter, type Schema } from "./openapi-document";

// Requests made from the OpenAPI document alone: such as it allows, and such as no program should send.

export interface MadeRequest {
  readonly path: string;
  /** As they are written in the address; a name may come twice. */
  readonly query: readonly (readonly [string, string])[];
  readonly body: { readonly type: string | null; readonly text: string | Buffer } | null;
}

/** Text that programs stumble over. */
const NASTY = [
  "",
  " ",
  "\0",
  "a\0b",
  "\uD800",
  "ﷺ".repeat(50),
  "'; DROP TABLE users; --",
  "../../etc/passwd",
  "%",
  "{}",
  "[]",
  "null",
  "true",
  "NaN",
  "1e3",
  "0x10",
  "-1",
  "0",
  "1.5",
  "9007199254740992",
  "18446744073709551616",
  "9".repeat(400),
  "2025-02-30",
  "9999-12-31",
  "0000-00-00",
  "Europe/Atlantis",
  "__proto__",
];

const nasty = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary", maxLength: 20 }));

/** A value that `schema` allows, which for times means real ones, too. `ids` are such as exist. */
function allowed(document: OpenApiDocument, given: Schema, ids: readonly number[]): Arbitrary<unknown> {
  const schema = resolved(document, given);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((part) => allowed(document, part, ids)));
  const { type, properties = {}, required = [], items, minimum = -100, maximum = 100, minItems = 0, maxItems = 3 } = schema;
  switch ([type].flat()[0]) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return maximum === Number.MAX_SAFE_INTEGER
        ? fc.oneof(
            { arbitrary: fc.constantFrom(...ids), weight: 4 },
            { arbitrary: fc.integer({ min: minimum, max: maximum }), weight: 1 },
          )
        : fc.integer({ min: minimum, max: maximum });
    case "array":
      return fc.array(allowed(document, items ?? {}, ids), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) });
    case "object": {
      const fields = Object.entries(properties).map(([name, field]) => [name, allowed(document, field, ids)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
    }
    default:
      return allowedText(schema);
  }
}

function allowedText({ format, pattern, minLength = 0, maxLength = 30 }: Schema): Arbitrary<string> {
  if (format === "date") {
    const days = { min: new Date("1970-01-01"), max: new Date("9998-12-31"), noInvalidDate: true };
    return fc.date(days).map((date) => date.toISOString().slice(0, 10));
  }
  if (format === "date-time") return fc.constantFrom("2025-10-08T04:59:00.000Z", "2025-10-08T16:00:00+11:00");
  if (format === "uuid") return fc.uuid();
  if (pattern?.startsWith("^[A-Za-z]"))
    return fc.constantFrom("Australia/Melbourne", "UTC", "America/St_Johns", "Pacific/Kiritimati");
  return fc
    .string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, 30) })
    .filter((text) => text.length <= maxLength && !text.includes("\0"));
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function pathOf(operation: Operation, values: Readonly<Record<string, string>>): string {
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(wellFormed(values[name] ?? "")));
}

/** Half of a surrogate pair has no place in an address. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

function record<Value>(parameters: readonly Parameter[], arbitrary: (parameter: Parameter) => Arbitrary<Value>) {
  return fc.record(Object.fromEntries(parameters.map((parameter) => [parameter.name, arbitrary(parameter)])));
}

/** Requests that the document allows. */
export function allowedRequests(document: OpenApiDocument, operation: Operation, ids: readonly number[]): Arbitrary<MadeRequest> {
  const parameters = operation.parameters ?? [];
  const text = (parameter: Parameter) => allowed(document, parameter.schema, ids).map(asText);
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const body: Arbitrary<MadeRequest["body"]> =
    schema === undefined
      ? fc.constant(null)
      : allowed(document, schema, ids).map((value) => ({ type: "application/json", text: JSON.stringify(value) }));
  const isOptional = operation.requestBody?.required !== true;
  return fc
    .record({
      path: record(inPath, text),
      query: record(inQuery, (parameter) => (parameter.required ? text(parameter) : fc.option(text(parameter)))),
      body: isOptional ? fc.option(body) : body,
    })
    .map(({ path, query, body: sent }) => ({
      path: pathOf(operation, path),
      query: Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
      body: sent,
    }));
}

/** Requests that hold anything: parameters twice, made up, or of other types; bodies of any kind. */
export function anyRequests(document: OpenApiDocument, operation: Operation, ids: readonly number[]): Arbitrary<MadeRequest> {
  const anyText = (parameter: Parameter) => fc.oneof(nasty, allowed(document, parameter.schema, ids).map(asText));
  const parameters = operation.parameters ?? [];
  const names = parameters.filter((parameter) => parameter.in === "query");
  const pair = fc.oneof(
    ...names.map((parameter) => fc.tuple(fc.constant(parameter.name), anyText(parameter))),
    fc.tuple(nasty, nasty),
  );
  return fc
    .record({
      path: record(
        parameters.filter((parameter) => parameter.in === "path"),
        anyText,
      ),
      query: fc.array(pair, { maxLength: 4 }),
      body: fc.option(anyBody(document, operation, ids)),
    })
    .map(({ path, query, body }) => ({ path: pathOf(operation, path), query, body }));
}

function anyBody(
  document: OpenApiDocument,
  operation: Operation,
  ids: readonly number[],
): Arbitrary<NonNullable<MadeRequest["body"]>> {
  const types = fc.constantFrom(
    "application/json",
    "application/json; charset=utf-16",
    "text/plain",
    "multipart/form-data",
    null,
  );
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const good = schema === undefined ? fc.object() : allowed(document, schema, ids);
  const broken = fc.tuple(good, fc.string({ unit: "binary" }), fc.jsonValue()).map(([value, name, other]) => {
    const fields = Object.keys(Object(value));
    return { ...Object(value), [fields[0] ?? name]: other };
  });
  const json = fc.oneof(broken, fc.jsonValue(), good).map((value) => JSON.stringify(value));
  const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
  return fc.oneof(
    { arbitrary: json.map((text) => ({ type: "application/json", text })), weight: 4 },
    {
      arbitrary: fc.record({
        type: types,
        text: fc.oneof(
          json,
          bytes,
          nasty.map((text) => Buffer.from(text)),
        ),
      }),
      weight: 2,
    },
  );
}
