import type { PersonName } from "@tutor-times/db/testing/small-university";
import type { ServedApp } from "./served-app";

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly data: unknown;
  readonly error:
    | { message: string; data: { code: string; field: string | null; reason: string | null; stack?: string } }
    | undefined;
}

/** Sends one call of a procedure over HTTP. */
export async function send(
  served: ServedApp,
  method: "GET" | "POST",
  path: string,
  input: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const query = method === "GET" && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const body = method === "POST" && input !== undefined ? { payload: JSON.stringify(input) } : {};
  const type: Record<string, string> = method === "POST" ? { "content-type": "application/json" } : {};
  const answer = await served.app.inject({ method, url: `/api/trpc/${path}${query}`, headers: { ...type, ...headers }, ...body });
  const { result, error } = answer.json<{ result?: { data: unknown }; error?: Answer["error"] }>();
  return { status: answer.statusCode, headers: answer.headers, data: result?.data, error };
}

const MUTATIONS = [
  "recordActivity",
  "heartbeat",
  "assess",
  "comment",
  "deleteComment",
  "markCommentUnread",
  "delete",
  "restore",
  "changePolicy",
  "recompute",
];

/** Calls a procedure as one of the small university, with their Auth-Token. */
export async function callAs(served: ServedApp, name: PersonName, path: string, input?: unknown): Promise<Answer> {
  return send(served, methodOf(path), path, input, await served.headersOf(name));
}

/** POST for what changes something, GET for what only asks. */
export function methodOf(path: string): "GET" | "POST" {
  return MUTATIONS.some((mutation) => path.endsWith(`.${mutation}`)) ? "POST" : "GET";
}
