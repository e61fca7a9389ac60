import { DomainError } from "@tutor-times/core/errors";
import { needByDefault, requireScope, type Need } from "@tutor-times/core/token-scopes";
import type { Scope } from "@tutor-times/core/viewer";
import { initTRPC, type TRPCProcedureType as ProcedureType } from "@trpc/server";
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

/**
 * For whoever is signed in, or shows a token of theirs whose scope covers what the procedure needs. Adds `ctx.viewer` for
 * certain, and `ctx.caller` as the use cases want it.
 */
function forPeople(need: (type: ProcedureType) => Need) {
  return publicProcedure.use(({ ctx, type, next }) => {
    const { viewer, now, ipAddress } = ctx;
    requireKnown(ctx);
    requireScope(ctx.scopes, need(type));
    if (viewer === null) throw unauthenticated();
    const scope: Scope = viewer.scope;
    return next({ ctx: { viewer, caller: { scope, now, ipAddress } } });
  });
}

/** A query may be called with any token that reads; a mutation only by whoever signed in. What a new procedure begins with. */
export const signedIn = forPeople((type) => needByDefault(type === "query"));

/** For work on tasks, recorded or not: a token with the scope `track` suffices. */
export const tracking = forPeople(() => "track");

/** For what no token may do, not even ask. */
export const ownSignIn = forPeople(() => "sign-in");

/** For service accounts that report acts of others. Adds `ctx.service` for certain. */
export const reporting = publicProcedure.use(({ ctx, next }) => {
  const { service } = ctx;
  requireKnown(ctx);
  requireScope(ctx.scopes, "report");
  if (service === null) throw unauthenticated();
  return next({ ctx: { service } });
});

function requireKnown({ viewer, service, credentialExpired }: Pick<Context, "viewer" | "service" | "credentialExpired">): void {
  if (viewer !== null || service !== null) return;
  throw credentialExpired
    ? new DomainError("token_expired", "Your sign-in or token has expired. Sign in again, or make a new token.")
    : unauthenticated();
}

function unauthenticated(): DomainError {
  return new DomainError("unauthenticated", "Sign in first.");
}
