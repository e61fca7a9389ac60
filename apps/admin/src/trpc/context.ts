import "server-only";
import { currentInstant } from "@tutor-times/api/clock";
import type { Context, Log } from "@tutor-times/api/context";
import { sharedDatabase } from "@tutor-times/db/database";
import { headers } from "next/headers";
import { cache } from "react";
import { pageViewer } from "../auth/viewer";

/** Where the server names no address. Pages only read: no act of theirs is evidence, whatever address it came from. */
const NO_ADDRESS = "127.0.0.1";

/** What procedures know of the request for this page: the same as of one over HTTP, made once per request. */
export const requestContext = cache(async (): Promise<Context> => {
  const [{ viewer, expired }, incoming] = await Promise.all([pageViewer(), headers()]);
  return {
    db: sharedDatabase(),
    viewer,
    service: null,
    scopes: null,
    credential: viewer === null ? null : "browser",
    credentialExpired: expired,
    now: currentInstant(),
    ipAddress: incoming.get("x-client-address") ?? NO_ADDRESS,
    requestId: incoming.get("x-request-id") ?? crypto.randomUUID(),
    log: pageLog,
  };
});

/** A line of JSON on standard error, in the shape of the server's log. */
const pageLog: Log = {
  error(details, message) {
    const error =
      "err" in details && details.err instanceof Error
        ? { type: details.err.name, message: details.err.message, stack: details.err.stack }
        : undefined;
    process.stderr.write(`${JSON.stringify({ level: 50, time: Date.now(), ...details, err: error, msg: message })}\n`);
  },
};
