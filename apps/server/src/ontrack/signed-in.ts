import { browserTokenFromCookies } from "@tutor-times/admin/auth/browser-token";
import { currentInstant } from "@tutor-times/api/clock";
import { identify, type Identity } from "@tutor-times/api/identify";
import { DomainError } from "@tutor-times/core/errors";
import type { Instant } from "@tutor-times/core/instant";
import { needByDefault, requireScope, type Need } from "@tutor-times/core/token-scopes";
import type { Caller } from "@tutor-times/db/acts/act";
import type { Database } from "@tutor-times/db/database";
import type { ServiceAccount } from "@tutor-times/db/service-accounts";
import type { Viewer } from "@tutor-times/db/viewers";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { clientAddress } from "../edge/client-address";
import { nameOfCaller, noteCaller } from "../edge/rate-limit";
import { headerCredential } from "./header-credential";

export interface SignedIn {
  readonly viewer: Viewer;
  readonly caller: Caller;
  /** The very token that was shown. */
  readonly token: string;
}

const callers = new WeakMap<FastifyRequest, SignedIn>();
const services = new WeakMap<FastifyRequest, { readonly account: ServiceAccount; readonly now: Instant }>();

/**
 * Lets only requests with a person's good credentials in their headers through to the routes that are defined in `app`:
 * `Username` and `Auth-Token`, or a personal token whose scope covers `need`. Never the browser's cookie, since some of
 * these routes record evidence through a GET. Comes before the input is looked at. Unless told, a route that only asks
 * needs `read`, and any other a sign-in, which no personal token is.
 */
export function requireHeaders(app: FastifyInstance, db: Database, need?: Need): void {
  app.addHook("onRequest", async (request) => {
    const { viewer, scopes, token, now } = await known(db, request);
    requireScope(scopes, need ?? needByDefault(request.method === "GET" || request.method === "HEAD"));
    if (viewer === null) throw unauthenticated();
    callers.set(request, { viewer, token, caller: { scope: viewer.scope, now, ipAddress: clientAddress(request) } });
  });
}

/**
 * Lets only requests with the cookie of somebody who is signed in through to the routes that are defined in `app`: for
 * files that a browser keeps. None of these routes may record anything.
 */
export function requireCookie(app: FastifyInstance, db: Database): void {
  app.addHook("onRequest", async (request) => {
    const now = currentInstant();
    const token = await browserTokenFromCookies(request.headers.cookie);
    const { viewer } = await identify(db, token === null ? null : { kind: "browser", token }, now);
    if (viewer === null || token === null) throw unauthenticated();
    callers.set(request, { viewer, token, caller: { scope: viewer.scope, now, ipAddress: clientAddress(request) } });
  });
}

/** Lets only service accounts that may report acts through to the routes that are defined in `app`. */
export function requireService(app: FastifyInstance, db: Database): void {
  app.addHook("onRequest", async (request) => {
    const { service, scopes, now } = await known(db, request);
    requireScope(scopes, "report");
    if (service === null) throw unauthenticated();
    services.set(request, { account: service, now });
  });
}

/** Who makes the request; `requireHeaders` has let them through. */
export function signedIn(request: FastifyRequest): SignedIn {
  const found = callers.get(request);
  if (found === undefined) throw new Error("This route is defined outside requireHeaders");
  return found;
}

/** Which service account makes the request, and when; `requireService` has let it through. */
export function signedInService(request: FastifyRequest): { readonly account: ServiceAccount; readonly now: Instant } {
  const found = services.get(request);
  if (found === undefined) throw new Error("This route is defined outside requireService");
  return found;
}

async function known(
  db: Database,
  request: FastifyRequest,
): Promise<Identity & { readonly token: string; readonly now: Instant }> {
  const now = currentInstant();
  const shown = headerCredential(request);
  const identity = await identify(db, shown, now);
  noteCaller(request, nameOfCaller(identity));
  if (identity.credentialExpired) throw new DomainError("token_expired", "Authentication token expired.");
  if (shown === null || identity.credential === null) throw unauthenticated();
  return { ...identity, token: shown.token, now };
}

function unauthenticated(): DomainError {
  return new DomainError(
    "unauthenticated",
    "No authentication details provided. Authentication is required to access this resource.",
  );
}
