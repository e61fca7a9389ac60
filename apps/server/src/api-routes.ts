import cors from "@fastify/cors";
import type { Database } from "@tutor-times/db/database";
import type { FastifyPluginAsync, HTTPMethods } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { calendarRoutes } from "./calendar/calendar-routes";
import { refuseOtherMethods } from "./edge/methods";
import type { RateLimiter } from "./edge/rate-limit";
import { requireReadableQueries } from "./edge/readable-query";
import { liveRoutes, type LiveFeed } from "./live";
import { actsRoutes } from "./ontrack/acts-routes";
import { signInRoutes, tokenRoutes } from "./ontrack/auth-routes";
import { commentRoutes } from "./ontrack/comment-routes";
import { csvRoutes } from "./ontrack/csv-routes";
import { sessionRoutes } from "./ontrack/session-routes";
import { taskRoutes } from "./ontrack/task-routes";
import { unitRoutes } from "./ontrack/unit-routes";
import type { Metrics } from "./metrics";
import { documentPages, documentRoutes } from "./openapi";
import { trpcRoutes } from "./trpc-routes";

const ONTRACK = [signInRoutes, tokenRoutes, unitRoutes, taskRoutes, commentRoutes, sessionRoutes, csvRoutes, calendarRoutes];

/** Everything below `/api` that this process answers itself. */
export function apiRoutes(
  db: Database,
  metrics: Metrics,
  corsOrigins: readonly string[],
  limiter: RateLimiter,
  live: LiveFeed | null = null,
): FastifyPluginAsync {
  return async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("cache-control", "no-store");
    });
    if (corsOrigins.length > 0) {
      await app.register(cors, {
        origin: [...corsOrigins],
        methods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
        allowedHeaders: ["Content-Type", "Username", "Auth-Token", "auth_token", "Authorization"],
        exposedHeaders: ["X-Request-Id", "Retry-After", "Content-Disposition"],
        maxAge: 600,
        strictPreflight: false,
      });
    }
    // After the permission for other sites' pages, which have to be able to read a refusal.
    limiter.guard(app);
    await app.register(trpcRoutes(db, metrics), { prefix: "/trpc" });
    if (live !== null) await app.register(liveRoutes(db, live));
    await documentRoutes(app);
    await app.register(documentPages);
    await app.register(async (ontrack) => {
      const refuseOthers = refuseOtherMethods(ontrack);
      requireReadableQueries(ontrack);
      for (const routes of [...ONTRACK, actsRoutes(metrics)]) await ontrack.register(routes(db));
      refuseOthers();
    });
    for (const url of ["/", "/*"]) {
      app.route({
        url,
        method: app.supportedMethods as HTTPMethods[],
        exposeHeadRoute: false,
        schema: { hide: true },
        // Before the body is read: what it holds does not matter.
        onRequest: (_request, reply) => void reply.code(404).send({ error: "There is nothing at this path" }),
        handler: () => {},
      });
    }
  };
}
