import { createTRPCClient, httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import type { AppRouter } from "@tutor-times/api/router";
import { TransportError, type BeatTransport } from "./beats";
import type { Procedures } from "./procedures";

/** Who calls: the session cookie of the same site, OnTrack's own headers, or a personal token. */
export type Credentials =
  | { readonly kind: "session" }
  | { readonly kind: "ontrack"; readonly username: string; readonly token: string }
  | { readonly kind: "bearer"; readonly token: string };

export interface TutorTimesClientOptions {
  /** Where Tutor Times is served, such as `https://times.example.edu`; `""` or `"/"` is the page's own site. */
  readonly url: string;
  /** Credentials, or a function that is asked for them before each request. */
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
  const api = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ context }) => context["lasting"] === true,
        // Not batched: a batch waits for a timer, and this may be the page's last moment.
        true: httpLink({ url: endpoint, headers, fetch: lastingFetch }),
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
  // Nobody reads it, and until then it would keep a connection.
  await response.body?.cancel().catch(() => undefined);
  throw new TransportError(response.status, retryAfterMs(response.headers.get("retry-after")));
}

/** `Retry-After` as milliseconds from now: it holds seconds, or a date. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
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
