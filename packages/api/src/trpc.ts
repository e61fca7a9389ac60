import { DomainError } from "@tutor-times/core/errors";
import type { Scope } from "@tutor-times/core/viewer";
import { initTRPC } from "@trpc/server";
import type { Context } from "./context";
import { fieldOf, reasonOf, toTRPCError } from "./errors";

/** The most calls that one HTTP request may carry. */
export const MOST_CALLS_PER_REQUEST = 20;

const t = initTRPC.context<Context>().create({
  isDev: false,
  // Errors that never reach a procedure (an unknown path, broken JSON, a context that could not be made) come here as
  // they are; the others went through `reportErrors` already, which `toTRPCError` leaves as they are.
  errorFormatter({ shape, error, ctx }) {
    const requestId = ctx?.requestId ?? null;
    const message =
      error.code === "INTERNAL_SERVER_ERROR" ? toTRPCError(error, requestId ?? "unknown").error.message : error.message;
    const { code, httpStatus, path } = shape.data;
    return { ...shape, message, data: { code, httpStatus, path, field: fieldOf(error), reason: reasonOf(error), requestId } };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Turns every error into the one that goes out. `next` never rejects: the result says whether it went well. */
const reportErrors = t.middleware(async ({ ctx, path, type, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { error, foreseen } = toTRPCError(result.error, ctx.requestId);
  if (!foreseen) ctx.log.error({ err: error.cause, path, type, requestId: ctx.requestId }, "A procedure failed");
  throw error;
});

/** For whoever calls, signed in or not. */
const publicProcedure = t.procedure.use(reportErrors);

/** For whoever is signed in. Adds `ctx.viewer` for certain, and `ctx.caller` as the use cases want it. */
export const signedIn = publicProcedure.use(({ ctx, next }) => {
  const { viewer, now, ipAddress } = ctx;
  if (viewer === null) {
    throw ctx.credentialExpired
      ? new DomainError("token_expired", "Your sign-in has expired. Sign in again.")
      : new DomainError("unauthenticated", "Sign in first.");
  }
  const scope: Scope = viewer.scope;
  return next({ ctx: { viewer, caller: { scope, now, ipAddress } } });
});
