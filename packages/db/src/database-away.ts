import { DomainError } from "@tutor-times/core/errors";
import { DatabaseUnavailable } from "./database-unavailable";

/** Codes, of the network, of PostgreSQL and of Prisma, that say: there is no connection, or there is none any more. */
const AWAY = new Set([
  // Node.js
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  // PostgreSQL: shut down, crashed or starting up, too many connections, connection exceptions
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08000",
  "08001",
  "08003",
  "08006",
  // Prisma, and how its driver adapter names them
  "P1001",
  "P1002",
  "P1017",
  "P2024",
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);

/** The driver's own words, where it gives no code. */
const WORDS = /connection (terminated|timeout)|timeout exceeded when trying to connect|connection error and is not queryable/i;

/** PostgreSQL's code for a statement that ran into its time limit. */
const OUT_OF_TIME = "57014";

/** PostgreSQL's code for a disk without room. */
const DISK_FULL = "53100";

/**
 * What a failed use of the database means to whoever asked: DatabaseUnavailable if there was no connection,
 * DomainError `unavailable` if a statement took longer than it may or the database's disk is full, null if the failure is
 * about something else.
 */
export function explainDatabaseFailure(error: unknown): DomainError | null {
  const chain = causesOf(error);
  if (chain.some((link) => codesOf(link).some((code) => AWAY.has(code)) || (link instanceof Error && WORDS.test(link.message)))) {
    return new DatabaseUnavailable("unreachable", error);
  }
  if (chain.some((link) => codesOf(link).includes(OUT_OF_TIME))) {
    return new DomainError("unavailable", "This took longer than a request may. Ask for a shorter range, or try again later.");
  }
  if (chain.some((link) => codesOf(link).includes(DISK_FULL))) {
    return new DomainError(
      "unavailable",
      "The disk of the database is full, and nothing was saved. Make room there, then try again.",
    );
  }
  return null;
}

/** An error and what lies behind it: causes, the first of several addresses, Prisma's driver. At most eight links. */
function causesOf(error: unknown): object[] {
  const found: object[] = [];
  let link = error;
  while (typeof link === "object" && link !== null && found.length < 8) {
    found.push(link);
    const [first]: unknown[] = link instanceof AggregateError ? link.errors : [];
    link = first ?? property(property(link, "meta"), "driverAdapterError") ?? property(link, "cause");
  }
  return found;
}

function codesOf(link: object): string[] {
  return ["code", "originalCode", "kind"].map((name) => String(property(link, name)));
}

function property(holder: unknown, name: string): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined;
}
