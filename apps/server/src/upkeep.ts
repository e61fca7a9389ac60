import { currentInstant } from "@tutor-times/api/clock";
import { HOUR_MS, MINUTE_MS } from "@tutor-times/core/instant";
import type { Database } from "@tutor-times/db/database";
import { settleDays } from "@tutor-times/db/settled/settle-days";
import { keepUp } from "@tutor-times/db/upkeep";
import type { FastifyBaseLogger } from "fastify";

type Log = Pick<FastifyBaseLogger, "info" | "error">;

/** How long it is to the first round, and after one that went well, and after one that did not. */
interface Pauses {
  readonly firstMs: number;
  readonly afterSuccessMs: number;
  readonly afterFailureMs: number;
}

const DAILY: Pauses = { firstMs: 0, afterSuccessMs: 24 * HOUR_MS, afterFailureMs: 10 * MINUTE_MS };

/** Whoever has just started the server opens pages first; and a day that changed is soon settled anew. */
const OFTEN: Pauses = { firstMs: MINUTE_MS, afterSuccessMs: 10 * MINUTE_MS, afterFailureMs: 10 * MINUTE_MS };

/**
 * Does the database's upkeep now and once a day, and settles the days that are over every few minutes. What goes wrong is
 * logged and tried again in ten minutes; it never reaches the caller. Returns what ends both: no more rounds begin, and one
 * that is under way loses the database.
 */
export function startUpkeep(
  db: Database,
  log: Log,
  { daily = DAILY, often = OFTEN }: { readonly daily?: Pauses; readonly often?: Pauses } = {},
): () => void {
  const stops = [
    repeat(daily, log, "The database's upkeep", async (name) => {
      const result = await keepUp(db, currentInstant());
      if (result !== null) log.info(result, `${name} is done`);
    }),
    repeat(often, log, "Settling days that are over", async (name) => {
      const days = await settleDays(db, currentInstant());
      if (days > 0) log.info({ days }, `${name} is done`);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function repeat(pauses: Pauses, log: Log, name: string, work: (name: string) => Promise<void>): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;

  function wait(ms: number): void {
    if (isOver) return;
    timer = setTimeout(() => void round(), ms);
    timer.unref();
  }

  async function round(): Promise<void> {
    const pause = await work(name).then(
      () => pauses.afterSuccessMs,
      (error: unknown) => {
        if (!isOver) log.error({ err: error }, `${name} failed and will be tried again`);
        return pauses.afterFailureMs;
      },
    );
    wait(pause);
  }

  if (pauses.firstMs === 0) void round();
  else wait(pauses.firstMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
