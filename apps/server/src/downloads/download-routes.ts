import { browserTokenFromCookies } from "@tutor-times/admin/auth/browser-token";
import { currentInstant } from "@tutor-times/api/clock";
import { identify } from "@tutor-times/api/identify";
import { createCaller } from "@tutor-times/api/router";
import { DomainError } from "@tutor-times/core/errors";
import type { Instant } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import type { FastifyReply, FastifyRequest } from "fastify";
import { clientAddress } from "../edge/client-address";
import type { RateLimiter } from "../edge/rate-limit";
import { serializerCompiler, validatorCompiler, type FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { attachment } from "../ontrack/attachment";
import { csvRoutes } from "../ontrack/csv-routes";
import { requireCookie } from "../ontrack/signed-in";
import type { Procedures } from "./all-sessions";
import { sessionQuery } from "./session-search";
import { sessionWorkbook } from "./session-workbook";
import { workbookFile, XLSX, type Sheet } from "./sheet";
import { unitWorkbook } from "./unit-workbook";

interface WorkbookRequest {
  Params: { unitId: string };
  Querystring: { from?: string; to?: string; timezone?: string };
}

/**
 * Files for people who are signed in with their browser: they are only read, so the cookie suffices. Everything in them
 * is asked of the typed procedures, which decide who may have it.
 */
export function downloadRoutes(db: Database, limiter: RateLimiter): FastifyPluginAsyncZod {
  return async (app) => {
    limiter.guard(app);
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    await app.register(csvRoutes(db, requireCookie));

    app.get<WorkbookRequest>("/units/:unitId/workbook", async (request, reply) => {
      const { from, to, timezone } = request.query;
      const days = { ...(from && { from }), ...(to && { to }), ...(timezone && { timezone }) };
      const unitId = /^[1-9]\d{0,15}$/.test(request.params.unitId) ? Number(request.params.unitId) : 0;
      const now = currentInstant();
      return sendWorkbook(reply, unitWorkbook(await proceduresOf(db, request, now), { unitId, ...days }, now));
    });

    app.get("/sessions", { schema: { querystring: sessionQuery } }, async (request, reply) => {
      const { columns, ...search } = request.query;
      return sendWorkbook(reply, sessionWorkbook(await proceduresOf(db, request, currentInstant()), { search, columns }));
    });
  };
}

/** The typed procedures, called by whoever the request's cookie shows. */
async function proceduresOf(db: Database, request: FastifyRequest, now: Instant): Promise<Procedures> {
  const token = await browserTokenFromCookies(request.headers.cookie);
  const identity = await identify(db, token === null ? null : { kind: "browser", token }, now);
  return createCaller({ db, ...identity, now, ipAddress: clientAddress(request), requestId: request.id, log: request.log });
}

async function sendWorkbook(reply: FastifyReply, made: Promise<{ readonly name: string; readonly sheets: readonly Sheet[] }>) {
  const { name, sheets } = await made.catch((error: unknown) => {
    throw refusalOf(error);
  });
  return reply
    .type(XLSX)
    .header("content-disposition", attachment(`${name}.xlsx`))
    .send(await workbookFile(sheets));
}

/** What the rules refused, as all other routes tell it; of anything else what it is. */
function refusalOf(error: unknown): unknown {
  const [cause, code] = [Reflect.get(Object(error), "cause"), Reflect.get(Object(error), "code")] as unknown[];
  if (cause instanceof DomainError) return cause;
  return code === "BAD_REQUEST" ? new DomainError("invalid", "A parameter of the address is invalid.") : error;
}
