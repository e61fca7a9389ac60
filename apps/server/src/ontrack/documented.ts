import { z } from "zod";
import { errorAnswer } from "./schemas";

// What the OpenAPI document says of an operation beside its shapes.

/** What each refusal means. */
const REFUSALS = {
  400: "A parameter or the body is invalid; the message names which",
  401: "Invalid email or password",
  403: "The caller's role, or their credential, does not suffice",
  404: "There is no such thing, or the caller holds no role in its unit",
  408: "The request did not arrive in time",
  413: "The body is larger than 1 MB",
  415: "The body is not JSON, or it is compressed",
  419: "The credential is missing, wrong or expired",
  429: "Too many requests; `Retry-After` says when to try again",
  431: "The headers, or the address, are too long",
  500: "Something went wrong on our side; the message holds the request's id",
  503: "The database is away; try again later",
};

type Refusal = keyof typeof REFUSALS;

/** What any operation may answer, whoever calls it. */
const ALWAYS = [400, 408, 429, 431, 500, 503] as const;
const WITH_CREDENTIAL = [...ALWAYS, 403, 419] as const;
const WITH_BODY = [413, 415] as const;

/** The refusals of an operation that is open to everybody. */
export const openRefusals = refusalsOf(ALWAYS);
/** The refusals of signing in. */
export const signInRefusals = refusalsOf([...ALWAYS, 401, ...WITH_BODY]);
/** The refusals of an operation that wants a credential and nothing else. */
export const callerRefusals = refusalsOf(WITH_CREDENTIAL);
/** The refusals of one that takes a body, too. */
export const callerBodyRefusals = refusalsOf([...WITH_CREDENTIAL, ...WITH_BODY]);
/** The refusals of one whose path names something. */
export const namedRefusals = refusalsOf([...WITH_CREDENTIAL, 404]);
/** The refusals of one whose path names something, and which takes a body. */
export const refusals = refusalsOf([...WITH_CREDENTIAL, 404, ...WITH_BODY]);

/** How a caller shows who they are: OnTrack's two headers, or a personal token. */
export const WITH_HEADERS = [{ username: [], authToken: [] }, { personalToken: [] }];

/** How a calendar program shows whose sessions it wants. */
export const IN_THE_ADDRESS = [{ calendarToken: [] }];

/** An answer without a body. */
export function nothing(description: string) {
  return z.undefined().describe(description);
}

/** An answer of another kind than a JSON value that is there as a whole: a file, or one that is sent piece by piece. */
export function content(type: string, schema: z.ZodType, description: string) {
  return { description, content: { [type]: { schema } } };
}

/** A CSV table, whose first line is `columns`. */
export function csvAnswer(columns: readonly string[], description: string) {
  const text = z.string().describe(`A line of names, then a line each: ${columns.join(", ")}`);
  return content("text/csv", text, description);
}

function refusalsOf<Status extends Refusal>(statuses: readonly Status[]): Record<Status, typeof errorAnswer> {
  const answers = statuses.map((status) => [status, errorAnswer.describe(REFUSALS[status])]);
  return Object.fromEntries(answers) as Record<Status, typeof errorAnswer>;
}
