import { unforeseen } from "@tutor-times/api/errors";
import { DomainError, TooManyRequests, type DomainErrorCode } from "@tutor-times/core/errors";
import { explainDatabaseFailure } from "@tutor-times/db/database-away";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { BODY_TOO_LARGE } from "./limits";

/** OnTrack answers 419 where a token is missing, wrong or expired. */
const STATUS: Record<DomainErrorCode, number> = {
  unauthenticated: 419,
  token_expired: 419,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  too_many_requests: 429,
  unavailable: 503,
};

/** The one place that turns errors of Fastify's routes into `{"error": …}`. */
export function answerError(error: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, message } = describe(error, request.id);
  if (error instanceof TooManyRequests) reply.header("retry-after", error.retryAfterSeconds);
  if (status >= 500) request.log.error({ err: error }, "A request failed");
  return reply.code(status).send({ error: message });
}

function describe(error: FastifyError | DomainError, requestId: string): { readonly status: number; readonly message: string } {
  if (error instanceof DomainError) {
    const { code, field, message } = error;
    return {
      status: STATUS[code],
      message: code === "invalid" && field !== undefined ? `${toSnakeCase(field)} is invalid` : message,
    };
  }
  if (error.validation !== undefined) return describeValidation(error);
  // Node's words for a sender that hung up; the database's connections break with the same code.
  if (error.code === "ECONNRESET" && error.statusCode === 400) return { status: 400, message: "The request was cut off" };
  const failure = explainDatabaseFailure(error);
  if (failure !== null) return { status: STATUS[failure.code], message: failure.message };
  const status = error.statusCode ?? 500;
  if (status === 413) return { status, message: BODY_TOO_LARGE };
  if (error.code === "FST_ERR_CTP_INVALID_JSON_BODY" || error instanceof SyntaxError) {
    return { status: 400, message: "The body is no valid JSON" };
  }
  if (status < 400 || status >= 500) return { status: 500, message: unforeseen(requestId) };
  return { status, message: error.message };
}

/** An id in the path that is none names nothing, and its parameter says of what; anything else is invalid. */
function describeValidation(error: FastifyError): { readonly status: number; readonly message: string } {
  const issue = error.validation?.[0];
  const field = issue?.instancePath.split("/").slice(1).join(".") ?? "";
  if (error.validationContext === "params") return { status: 404, message: issue?.message ?? "There is nothing at this path" };
  return { status: 400, message: `${field === "" ? (error.validationContext ?? "request") : field} is invalid` };
}

function toSnakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
