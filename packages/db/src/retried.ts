import { setTimeout as wait } from "node:timers/promises";
import { DatabaseUnavailable } from "./database-unavailable";

const MOST_ATTEMPTS = 10;
const LONGEST_FIRST_PAUSE_MS = 4;

/** SQLSTATEs after which the same transaction may succeed: serialization failure and deadlock. */
const WORTH_ANOTHER_ATTEMPT = new Set(["40001", "40P01"]);

/**
 * Runs `attempt` (a whole transaction, from its beginning to its commit) until it succeeds, as long as what it fails with
 * is worth another attempt: deadlocks, serialization failures in all the shapes that `pg` and Prisma give them, and
 * connections lost before the commit. After 10 attempts the last error is thrown; any other error at once.
 */
export async function retried<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (number >= MOST_ATTEMPTS || !isWorthAnotherAttempt(error)) throw error;
      // Of random length, so that those who met do not meet again.
      await wait(Math.random() * LONGEST_FIRST_PAUSE_MS * number);
    }
  }
}

function isWorthAnotherAttempt(error: unknown): boolean {
  return error instanceof DatabaseUnavailable ? error.when === "lost" : WORTH_ANOTHER_ATTEMPT.has(sqlStateOf(error));
}

/**
 * The SQLSTATE of an error, wherever it is: on the error itself (`pg`), on the cause of a bare DriverAdapterError (Prisma,
 * at COMMIT), or on the driver's error within a PrismaClientKnownRequestError (`P2034`, `P2010`). Empty if there is none.
 */
function sqlStateOf(error: unknown): string {
  const cause = property(error, "cause");
  const fromDriver = property(property(property(error, "meta"), "driverAdapterError"), "cause");
  for (const holder of [property(fromDriver, "originalCode"), property(cause, "originalCode"), property(error, "code")]) {
    if (typeof holder === "string") return holder;
  }
  return "";
}

function property(holder: unknown, name: string): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined;
}
