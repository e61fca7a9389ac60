import { browserTokenFromCookies } from "@tutor-times/admin/auth/browser-token";
import { currentInstant } from "@tutor-times/api/clock";
import { identify } from "@tutor-times/api/identify";
import { createCaller } from "@tutor-times/api/router";
import { DomainError } from "@tutor-times/core/errors";
import type { Database } from "@tutor-times/db/database";
import type { FastifyPluginAsync } from "fastify";
import writeExcelFile from "write-excel-file/node";
import { clientAddress } from "../edge/client-address";
import type { RateLimiter } from "../edge/rate-limit";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { attachment } from "../ontrack/attachment";
import { csvRoutes } from "../ontrack/csv-routes";
import { requireCookie } from "../ontrack/signed-in";
import { unitWorkbook } from "./unit-workbook";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const COLUMN_WIDTH = 18;

interface WorkbookRequest {
  Params: { unitId: string };
  Querystring: { from?: string; to?: string; timezone?: string };
}

/**
 * Files for people who are signed in with their browser: they are only read, so the cookie suffices. Everything in them
 * is asked of the typed procedures, which decide who may have it.
 */
export function downloadRoutes(db: Database, limiter: RateLimiter): FastifyPluginAsync {
  return async (app) => {
    limiter.guard(app);
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    await app.register(csvRoutes(db, requireCookie));
    app.get<WorkbookRequest>("/units/:unitId/workbook", async (request, reply) => {
      const now = currentInstant();
      const token = await browserTokenFromCookies(request.headers.cookie);
      const identity = await identify(db, token === null ? null : { kind: "browser", token }, now);
      const context = { db, ...identity, now, ipAddress: clientAddress(request), requestId: request.id, log: request.log };
      const { from, to, timezone } = request.query;
      const days = { ...(from && { from }), ...(to && { to }), ...(timezone && { timezone }) };
      const unitId = /^[1-9]\d{0,15}$/.test(request.params.unitId) ? Number(request.params.unitId) : 0;
      const { name, sheets } = await unitWorkbook(createCaller(context), { unitId, ...days }, now).catch((error: unknown) => {
        throw refusalOf(error);
      });
      const file = await writeExcelFile(
        sheets.map((sheet) => ({
          data: sheet.rows.map((row) => [...row]),
          sheet: sheet.name,
          columns: (sheet.rows[0] ?? []).map(() => ({ width: COLUMN_WIDTH })),
          stickyRowsCount: 1,
        })),
      ).toBuffer();
      return reply
        .type(XLSX)
        .header("content-disposition", attachment(`${name}.xlsx`))
        .send(file);
    });
  };
}

/** What the rules refused, as all other routes tell it; of anything else what it is. */
function refusalOf(error: unknown): unknown {
  const [cause, code] = [Reflect.get(Object(error), "cause"), Reflect.get(Object(error), "code")] as unknown[];
  if (cause instanceof DomainError) return cause;
  return code === "BAD_REQUEST" ? new DomainError("invalid", "A parameter of the address is invalid.") : error;
}
