import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics";

/** As long as nothing in a path is but a secret. */
const SECRET = /[\w-]{32,}/g;

const TOO_MANY = 429;

/** Longer than any path that means something. */
const LONGEST_PATH = 300;

/**
 * Counts every request and writes one line of log for each: never its query, which may name people, and nothing of its
 * path that could be a token. Whoever is held back for asking too much does not fill the log with it.
 */
export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? "unknown";
    const durationMs = reply.elapsedTime;
    metrics.requests.observe({ method, route, status: reply.statusCode }, durationMs / 1_000);
    const path = request.url.split("?", 1)[0]?.replaceAll(SECRET, "…").slice(0, LONGEST_PATH);
    const line = { method, path, status: reply.statusCode, durationMs: Math.round(durationMs) };
    const isWorthALine = route.startsWith("/api/") && reply.statusCode !== TOO_MANY;
    if (isWorthALine || reply.statusCode >= 500) request.log.info(line, "request");
    else request.log.debug(line, "request");
  });
}
