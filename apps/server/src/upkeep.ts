import { currentInstant } from "@tutor-times/api/clock";
import { HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import { keepUp } from "@tutor-times/db/upkeep";
import type { FastifyBaseLogger } from "fastify";

/** How long after a round that went well, and after one that did not, the next one begins. */
const DAILY = { afterSuccessMs: 24 * HOUR_MS, afterFailureMs: 10 * MINUTE_MS };

/**
 * Does the database's upkeep now and once a day. What goes wrong is logged and tried again in ten minutes; it never
 * reaches the caller. Returns what ends it: no more rounds begin, and one that is under way loses the database.
 */
export function startUpkeep(
  db: Database,
  log: Pick<FastifyBaseLogger, "info" | "error">,
  pauses: { readonly afterSuccessMs: number; readonly afterFailureMs: number } = DAILY,
): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    const pause = await keepUp(db, currentInstant()).then(
      (result) => {
        if (result !== null) log.info(result, "The database's upkeep is done");
        return pauses.afterSuccessMs;
      },
      (error: unknown) => {
        if (!isOver) log.error({ err: error }, "The database's upkeep failed and will be tried again");
        return pauses.afterFailureMs;
      },
    );
    if (isOver) return;
    timer = setTimeout(() => void round(), pause);
    timer.unref();
  }

  void round();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
