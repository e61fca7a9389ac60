import { createTRPCClient, httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@tutor-times/api/router";
import { isFinal, TransportError, type BeatTransport } from "./beats";
import type { Procedures } from "./procedures";

/** Who calls: the session cookie of the same site, OnTrack's own headers, or a personal token. */
export type Credentials =
  | { readonly kind: "session" }
  | { readonly kind: "ontrack"; readonly username: string; readonly token: string }
  | { readonly kind: "bearer"; readonly token: string };

export interface TutorTimesClientOptions {
  /** Where Tutor Times is served, such as `https://times.example.edu`; `""` or `"/"` is the page's own site. */
  readonly url: string;
  /**
   * Credentials, or a function that is asked for them before each request. If it rejects, the heartbeat takes it that nobody is
   * signed in, unless it rejects with a `TransportError` that says otherwise, such as one of status 503.
   */
  readonly auth: Credentials | (() => Credentials | Promise<Credentials>);
}

/** Every procedure of Tutor Times, typed, and what the heartbeat needs. */
export type TutorTimesClient = Procedures & BeatTransport;

/** The most calls that the server takes in one request. */
const MOST_CALLS = 20;
const TIMEOUT_MS = 30_000;

/** A client of the Tutor Times at `url`, calling as `auth` says. Sends nothing by itself. */
export function createTutorTimesClient({ url, auth }: TutorTimesClientOptions): TutorTimesClient {
  const endpoint = `${url.replace(/\/+$/, "")}/api/trpc`;
  const headers = async () => headersOf(typeof auth === "function" ? await auth() : auth);
  const lastingHeaders = () =>
    headers().catch((error: unknown) => {
      throw error instanceof TransportError ? error : new TransportError(401);
    });
  const api = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ context }) => context["lasting"] === true,
        // Not batched: a batch waits for a timer, and this may be the page's last moment.
        true: httpLink({ url: endpoint, headers: lastingHeaders, fetch: lastingFetch }),
        false: httpBatchLink({ url: endpoint, headers, maxItems: MOST_CALLS }),
      }),
    ],
  });
  const lasting = () => ({ context: { lasting: true }, signal: AbortSignal.timeout(TIMEOUT_MS) });
  const transport: BeatTransport = {
    sendBeats: (beats) => unwrap(api.tracker.heartbeat.mutate({ beats: [...beats] }, lasting())),
    serverTime: async () => (await unwrap(api.tracker.current.query(undefined, lasting()))).now,
  };
  return new Proxy(api, {
    get: (target, key): unknown => Reflect.get(Object.hasOwn(transport, key) ? transport : target, key),
  }) as TutorTimesClient;
}

function headersOf(credentials: Credentials): Record<string, string> {
  switch (credentials.kind) {
    case "session":
      return {};
    case "ontrack":
      return { Username: credentials.username, "Auth-Token": credentials.token };
    case "bearer":
      return { Authorization: `Bearer ${credentials.token}` };
  }
}

/** A request that outlives the page. Rejects with a `TransportError` unless the server did what was asked. */
async function lastingFetch(input: RequestInfo | URL, init?: object): Promise<Response> {
  const response = await fetch(input, { ...init, keepalive: true });
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  const refusal = new TransportError(response.status, retryAfterMs(response.headers));
  // What stands before the server refuses, too, while that is away. It knows nothing of people and tasks.
  if ((isFinal(refusal) || response.status === 401) && !isOfServer(body)) throw new Error(refusal.message);
  throw refusal;
}

/** Whether an error bears what Tutor Times writes into each of its own. */
function isOfServer(body: unknown): boolean {
  const error = fieldOf(body, "error");
  return typeof fieldOf(error, "code") === "number" && typeof fieldOf(fieldOf(error, "data"), "code") === "string";
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** `Retry-After` in milliseconds: it holds seconds, or a date of the clock that the answer shows; null if neither can be told. */
function retryAfterMs(headers: Headers): number | null {
  const header = headers.get("retry-after");
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** Takes off what tRPC wraps around an error of the transport. */
async function unwrap<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof TRPCClientError && error.cause instanceof TransportError ? error.cause : error;
  }
}
