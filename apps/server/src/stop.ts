import type { FastifyBaseLogger } from "fastify";

/** After this long, what is still under way is cut off. */
const PATIENCE_MS = 3_000;

/**
 * Ends the process on SIGTERM and SIGINT, and when the process that started it over a channel is gone: lets requests that
 * are under way finish, then closes. `closeNow` cuts off what takes longer than three seconds, such as live streams.
 */
export function stopOnSignals(log: FastifyBaseLogger, close: () => Promise<void>, closeNow: () => void): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, "Stopping");
    setTimeout(closeNow, PATIENCE_MS).unref();
    setTimeout(() => process.exit(1), PATIENCE_MS + 1_500).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "Stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  process.on("disconnect", () => stop("the process that started this one is gone"));
}
