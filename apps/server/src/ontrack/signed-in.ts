import { currentInstant } from "@tutor-times/api/clock";
import { identify } from "@tutor-times/api/identify";
import { DomainError } from "@tutor-times/core/errors";
import type { Caller } from "@tutor-times/db/acts/act";
import type { Database } from "@tutor-times/db/database";
import type { Viewer } from "@tutor-times/db/viewers";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { clientAddress } from "../edge/client-address";
import { headerCredential } from "./header-credential";

export interface SignedIn {
  readonly viewer: Viewer;
  readonly caller: Caller;
  /** The very token that was shown. */
  readonly token: string;
}

const callers = new WeakMap<FastifyRequest, SignedIn>();

/**
 * Lets only requests with good `Username` and `Auth-Token` headers through to the routes that are defined in `app`; never
 * the browser's cookie, since some of these routes record evidence through a GET. Comes before the input is looked at.
 */
export function requireHeaders(app: FastifyInstance, db: Database): void {
  app.addHook("onRequest", async (request) => {
    callers.set(request, await signIn(db, request));
  });
}

/** Who makes the request; `requireHeaders` has let them through. */
export function signedIn(request: FastifyRequest): SignedIn {
  const found = callers.get(request);
  if (found === undefined) throw new Error("This route is defined outside requireHeaders");
  return found;
}

async function signIn(db: Database, request: FastifyRequest): Promise<SignedIn> {
  const now = currentInstant();
  const shown = headerCredential(request);
  const { viewer, credentialExpired } = await identify(db, shown, now);
  if (credentialExpired) throw new DomainError("token_expired", "Authentication token expired.");
  if (viewer === null || shown === null) {
    throw new DomainError(
      "unauthenticated",
      "No authentication details provided. Authentication is required to access this resource.",
    );
  }
  return { viewer, token: shown.token, caller: { scope: viewer.scope, now, ipAddress: clientAddress(request) } };
}
