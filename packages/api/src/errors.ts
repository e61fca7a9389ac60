import { DomainError, type DomainErrorCode } from "@tutor-times/core/errors";
import { explainDatabaseFailure } from "@tutor-times/db/database-away";
import { TRPCError } from "@trpc/server";
import { z } from "zod";

type Code = ConstructorParameters<typeof TRPCError>[0]["code"];

const CODES: Record<DomainErrorCode, Code> = {
  unauthenticated: "UNAUTHORIZED",
  token_expired: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid: "BAD_REQUEST",
  conflict: "CONFLICT",
  too_many_requests: "TOO_MANY_REQUESTS",
  unavailable: "SERVICE_UNAVAILABLE",
};

/** What everybody is told of an error that nobody foresaw. The details are in the log, under the request's id. */
export function unforeseen(requestId: string): string {
  return `Something went wrong on our side. Quote request ${requestId} when you report it.`;
}

/** What is wrong with an input: the first offending field, by its path, and a sentence that begins with it. */
export function describeIssues(error: z.core.$ZodError): { readonly field: string | null; readonly message: string } {
  const issue = error.issues[0];
  if (issue === undefined) return { field: null, message: "The input is invalid" };
  const unknownKey = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const path = [...issue.path, ...(unknownKey === undefined ? [] : [unknownKey])].map(String).join(".");
  const reason = unknownKey === undefined ? issue.message : "is not known here";
  return path === "" ? { field: null, message: reason } : { field: path, message: `${path} is invalid: ${reason}` };
}

/**
 * Any error of a procedure as the one that goes out: a refusal of the rules with its own words, a malformed input with
 * the field's name, anything else as a fixed sentence. `foreseen` is false for the last kind, which belongs in the log, and
 * for what failed because something is away.
 */
export function toTRPCError(error: unknown, requestId: string): { readonly error: TRPCError; readonly foreseen: boolean } {
  const failure = error instanceof TRPCError && error.cause !== undefined ? error.cause : error;
  const cause = explainDatabaseFailure(failure) ?? failure;
  if (cause instanceof DomainError) {
    return {
      error: new TRPCError({ code: CODES[cause.code], message: cause.message, cause }),
      foreseen: cause.code !== "unavailable",
    };
  }
  if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") {
    const message = cause instanceof z.core.$ZodError ? describeIssues(cause).message : error.message;
    return { error: new TRPCError({ code: error.code, message, cause }), foreseen: true };
  }
  return { error: new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: unforeseen(requestId), cause }), foreseen: false };
}

/** The offending field of an error that went through `toTRPCError`, in the procedures' camelCase, or null. */
export function fieldOf(error: TRPCError): string | null {
  if (error.cause instanceof DomainError) {
    return error.cause.field?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) ?? null;
  }
  return error.cause instanceof z.core.$ZodError ? describeIssues(error.cause).field : null;
}

/** Why a use case refused, for programs that must tell an expired token from a missing one; or null. */
export function reasonOf(error: TRPCError): DomainErrorCode | null {
  return error.cause instanceof DomainError ? error.cause.code : null;
}
