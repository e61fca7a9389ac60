import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { FastifyInstance } from "fastify";

/** Nobody asked for anything for this long. */
const QUIET_MS = 60_000;

/** Watchers ask these all the time, whether anybody is there or not. */
const ASKED_BY_WATCHERS = ["/healthz", "/metrics"];

/**
 * Gives back to the machine what requests left behind, once, when `app` has been quiet for a while: a process that is not
 * asked for anything collects no garbage by itself. The function returned ends that.
 */
export function giveBackWhenQuiet(app: FastifyInstance, collect: () => void = collectGarbage): () => void {
  const timer = setTimeout(collect, QUIET_MS).unref();
  app.addHook("onResponse", (request, _reply, done) => {
    if (!ASKED_BY_WATCHERS.includes(request.routeOptions.url ?? "")) timer.refresh();
    done();
  });
  return () => clearTimeout(timer);
}

/** All that can be collected, now; the process stands still for a tenth of a second. */
function collectGarbage(): void {
  // The function is made when a context is, if this flag is set by then; starting the process with it takes an own command.
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  if (typeof collect === "function") collect();
}
