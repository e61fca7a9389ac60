import type { FastifyInstance } from "fastify";
import type { Metrics } from "./metrics";

/** As long as nothing in a path is but a secret. */
const SECRET = /[\w-]{32,}/g;

/**
 * Counts every request and writes one line of log for each: never its query, which may name people, and nothing of its
 * path that could be a token.
 */
export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? "unknown";
    const durationMs = reply.elapsedTime;
    metrics.requests.observe({ method, route, status: reply.statusCode }, durationMs / 1_000);
    const path = request.url.split("?", 1)[0]?.replaceAll(SECRET, "…");
    const line = { method, path, status: reply.statusCode, durationMs: Math.round(durationMs) };
    if (route.startsWith("/api/") || reply.statusCode >= 500) request.log.info(line, "request");
    else request.log.debug(line, "request");
  });
}
