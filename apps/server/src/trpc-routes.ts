import { browserTokenFromCookies } from "@tutor-times/admin/auth/browser-token";
import { currentInstant } from "@tutor-times/api/clock";
import type { Context } from "@tutor-times/api/context";
import { toTRPCError, unforeseen } from "@tutor-times/api/errors";
import { identify, type ShownCredential } from "@tutor-times/api/identify";
import { appRouter } from "@tutor-times/api/router";
import { MOST_CALLS_PER_REQUEST } from "@tutor-times/api/trpc";
import type { Database } from "@tutor-times/db/database";
import { TRPC_ERROR_CODES_BY_KEY, type TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyPluginCallback, FastifyRequest } from "fastify";
import { clientAddress } from "./edge/client-address";
import { readJsonText } from "./edge/json-body";
import { BODY_TOO_LARGE } from "./edge/limits";
import { nameOfCaller, noteCaller } from "./edge/rate-limit";
import { refuseOtherMethods } from "./edge/methods";
import { isSameOrigin } from "./edge/same-origin";
import type { Metrics } from "./metrics";
import { headerCredential } from "./ontrack/header-credential";

/** The typed procedures: GET for queries, POST for mutations, answers in tRPC's envelope whatever goes wrong. */
export function trpcRoutes(db: Database, metrics: Metrics): FastifyPluginCallback {
  return (app, _options, done) => {
    const refuseOthers = refuseOtherMethods(app);
    readJsonText(app, (_request, text, done) => done(null, text));

    app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error({ err: error }, "A call failed before it reached its procedure");
      return reply.code(status).send(envelope(status, status >= 500 ? unforeseen(request.id) : error.message));
    });

    // The cookie alone does not prove that its owner wants this: another site's page can make a browser send it.
    app.addHook("preHandler", async (request, reply) => {
      if (request.method !== "POST" || headerCredential(request) !== null || isSameOrigin(request)) return;
      if ((await browserTokenFromCookies(request.headers.cookie)) === null) return;
      await reply.code(403).send(envelope(403, "This request does not come from a page of this site."));
    });

    app.route<{ Params: { path: string } }>({
      url: "/:path",
      method: ["GET", "POST"],
      // tRPC's answers are no text whose length Fastify could tell instead of sending it.
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        await fastifyRequestHandler({
          router: appRouter,
          req: request,
          res: reply,
          path: request.params.path,
          // What goes wrong here goes out as it is: no procedure's middleware has seen it.
          createContext: () =>
            createContext(db, metrics, request).catch((error: unknown) => {
              throw toTRPCError(error, request.id).error;
            }),
          maxBatchSize: MOST_CALLS_PER_REQUEST,
          responseMeta: ({ errors, type }) =>
            errors.some((error) => error.code === "METHOD_NOT_SUPPORTED")
              ? { headers: { allow: type === "query" ? "GET" : "POST" } }
              : {},
          onError({ error, ctx }) {
            if (ctx === undefined && error.code === "INTERNAL_SERVER_ERROR") request.log.error({ err: error }, "A call failed");
          },
        });
        return reply;
      },
    });
    refuseOthers();
    done();
  };
}

async function createContext(db: Database, metrics: Metrics, request: FastifyRequest): Promise<Context> {
  const now = currentInstant();
  const identity = await identify(db, await shownCredential(request), now);
  noteCaller(request, nameOfCaller(identity));
  return {
    db,
    ...identity,
    now,
    ipAddress: clientAddress(request),
    requestId: request.id,
    log: request.log,
    onVerdicts: (verdicts) => {
      for (const verdict of verdicts) metrics.evidence.inc({ verdict });
    },
  };
}

async function shownCredential(request: FastifyRequest): Promise<ShownCredential | null> {
  const header = headerCredential(request);
  if (header !== null) return header;
  const token = await browserTokenFromCookies(request.headers.cookie);
  return token === null ? null : { kind: "browser", token };
}

const CODES: Record<number, TRPC_ERROR_CODE_KEY> = {
  400: "BAD_REQUEST",
  403: "FORBIDDEN",
  429: "TOO_MANY_REQUESTS",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
};

/** What tRPC's clients understand, for what goes wrong before a procedure is reached. */
function envelope(httpStatus: number, reason: string) {
  const message = httpStatus === 413 ? BODY_TOO_LARGE : reason;
  const code = CODES[httpStatus] ?? (httpStatus < 500 ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR");
  return { error: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus, field: null, reason: null } } };
}
