import { DomainError } from "@tutor-times/core/errors";
import { EmbeddedPostgresError } from "@tutor-times/db/embedded/error";
import { MigrationError } from "@tutor-times/db/migrate/migration-error";

/** The command was called wrongly; its usage is shown with the message. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something a person can mend, in one sentence that says what is wrong and what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** What to tell a person: a sentence where the error is meant for people, else all that is known of it. */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isForPeople(error)) return error.message;
  return explainConnection(error) ?? error.stack ?? error.message;
}

function isForPeople(error: Error): boolean {
  if (error instanceof UsageError || error instanceof CommandError || error instanceof DomainError) return true;
  if (error instanceof EmbeddedPostgresError || error instanceof MigrationError) return true;
  return "code" in error && typeof error.code === "string" && error.code.startsWith("ERR_PARSE_ARGS");
}

const CONNECTION_PROBLEMS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "it closed the connection",
  ENOTFOUND: "its host is unknown",
  EAI_AGAIN: "its host cannot be looked up",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "its host cannot be reached",
  ENETUNREACH: "its network cannot be reached",
  "28P01": "it refuses the password",
  "28000": "it refuses the user",
  "3D000": "that database does not exist",
  "42501": "the user lacks a right there",
  "53300": "it takes no more connections",
  "57P03": "it is starting up or shutting down",
};

function explainConnection(error: Error): string | undefined {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code: unknown = inner instanceof Error && "code" in inner ? inner.code : undefined;
  const timedOut = /timeout expired|connection timeout/i.test(error.message) ? "it does not answer" : undefined;
  const problem = typeof code === "string" ? (CONNECTION_PROBLEMS[code] ?? timedOut) : timedOut;
  return problem && `The database of DATABASE_URL cannot be used: ${problem} (${error.message || String(code)}).`;
}
