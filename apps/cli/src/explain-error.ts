import { DomainError } from "@tutor-times/core/errors";
import { explainConnection } from "@tutor-times/db/connection-problem";
import { explainDatabaseFailure } from "@tutor-times/db/database-away";
import { DatabaseUnavailable } from "@tutor-times/db/database-unavailable";
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
  const url = process.env["DATABASE_URL"];
  const said = url ? explainConnection(error, url) : null;
  if (said) return said;
  const failure = explainDatabaseFailure(error);
  if (failure !== null && !(failure instanceof DatabaseUnavailable)) return failure.message;
  return error.stack || error.message;
}

function isForPeople(error: Error): boolean {
  if (error instanceof UsageError || error instanceof CommandError || error instanceof DomainError) return true;
  if (error instanceof EmbeddedPostgresError || error instanceof MigrationError) return true;
  return "code" in error && typeof error.code === "string" && error.code.startsWith("ERR_PARSE_ARGS");
}
