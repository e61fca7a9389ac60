import { createHash } from "node:crypto";
import { browserTokenFromCookies } from "@tutor-times/admin/auth/browser-token";
import type { Identity } from "@tutor-times/api/identify";
import { networkOf } from "@tutor-times/core/address";
import { TooManyRequests } from "@tutor-times/core/errors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { headerCredential } from "../ontrack/header-credential";
import { clientAddress } from "./client-address";
import { isStaticFile, plainPath } from "./plain-path";

/** Most requests within a minute; 0: as many as they like. */
export interface RateLimits {
  /** Of one user, or of one program of a university's. */
  readonly perUser: number;
  /** Of one address, not counting those of users who are known. */
  readonly perAddress: number;
}

/** A tutor at work makes some ten requests a minute; an address may be that of a whole campus. */
export const RATE_LIMITS: RateLimits = { perUser: 1_200, perAddress: 6_000 };

const WINDOW_SECONDS = 60;

/** Comparing a password costs as much work as this many ordinary requests. */
const COST_OF_SIGN_IN = 20;
const MOST_REMEMBERED = 50_000;

/** Holds back who asks too much of this process; several processes let each a share through. */
export interface RateLimiter {
  /** Counts the requests to the routes that are defined in `app`, and refuses with 429 what is too much. */
  guard(app: FastifyInstance): void;
}

/** Tells the limiter of a request who has been identified by what it shows; null: nobody. */
export type NoteCaller = (caller: string | null) => void;

const notes = new WeakMap<FastifyRequest, NoteCaller>();

/** Has the requests that show the same credential counted as those of `caller`, `user:7`, from now on. */
export function noteCaller(request: FastifyRequest, caller: string | null): void {
  notes.get(request)?.(caller);
}

/** Under which name requests of whoever was identified are counted. */
export function nameOfCaller({ viewer, service }: Pick<Identity, "viewer" | "service">): string | null {
  if (viewer !== null) return `user:${viewer.user.id}`;
  return service === null ? null : `service:${service.id}`;
}

/**
 * Counts in this process's memory: what many processes share would be asked for at every request. Users are counted one
 * by one, wherever they sit, so a hundred tutors behind one address do not get in each other's way; who is nobody yet, or
 * shows a token that is none, is counted by address.
 */
export function createRateLimiter({ perUser, perAddress }: RateLimits): RateLimiter {
  const byUser = new RateLimiterMemory({ points: perUser, duration: WINDOW_SECONDS });
  const byAddress = new RateLimiterMemory({ points: perAddress, duration: WINDOW_SECONDS });
  /** Who showed a credential that was good when it was last looked at, by its hash. */
  const callers = new Map<string, string>();

  function remember(credential: string, caller: string | null): void {
    callers.delete(credential);
    if (caller === null) return;
    if (callers.size >= MOST_REMEMBERED) callers.delete(callers.keys().next().value ?? "");
    callers.set(credential, caller);
  }

  async function callerOf(request: FastifyRequest): Promise<string | null> {
    const shown = shownSecret(request);
    if (shown === null) return null;
    const credential = hashOf(shown);
    notes.set(request, (caller) => remember(credential, caller));
    const known = callers.get(credential);
    if (known !== undefined) return known;
    // A cookie that this installation signed was given to somebody who had signed in.
    const token = headerCredential(request) === null ? await browserTokenFromCookies(request.headers.cookie) : null;
    if (token === null) return null;
    // By the token: whatever other cookies come with it, they make nobody another.
    const browser = `browser:${hashOf(token)}`;
    remember(credential, browser);
    return browser;
  }

  return {
    guard(app) {
      app.addHook("onRequest", async (request, reply) => {
        const path = plainPath(request.url) ?? "";
        if (isStaticFile(path)) return;
        const caller = await callerOf(request);
        const [limiter, key, most] =
          caller === null
            ? ([byAddress, networkOf(clientAddress(request)), perAddress] as const)
            : ([byUser, caller, perUser] as const);
        if (most === 0) return;
        const refusal = await consume(limiter, key, costOf(request.method, path));
        if (refusal === null) return;
        reply.header("retry-after", refusal.retryAfterSeconds);
        throw Object.assign(refusal, { statusCode: 429 });
      });
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string, cost: number): Promise<TooManyRequests | null> {
  try {
    await limiter.consume(key, cost);
    return null;
  } catch (outcome) {
    if (!(outcome instanceof RateLimiterRes)) throw outcome;
    const seconds = Math.max(Math.ceil(outcome.msBeforeNext / 1_000), 1);
    return new TooManyRequests(`Too many requests. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`, seconds);
  }
}

/** The token in the headers, else all cookies together. */
function shownSecret(request: FastifyRequest): string | null {
  return headerCredential(request)?.token ?? request.headers.cookie ?? null;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** A batch of calls counts as many; signing in counts for what it costs. */
function costOf(method: string, path: string): number {
  if (method === "POST" && (path === "/api/auth" || path === "/api/auth/callback/credentials")) return COST_OF_SIGN_IN;
  return path.startsWith("/api/trpc/") ? Math.min(path.split(",").length, COST_OF_SIGN_IN) : 1;
}
