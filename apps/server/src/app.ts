import { randomUUID } from "node:crypto";
import type { Database } from "@tutor-times/db/database";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { apiRoutes } from "./api-routes";
import { downloadRoutes } from "./downloads/download-routes";
import { answerBrokenRequest } from "./edge/broken-requests";
import { answerError } from "./edge/errors";
import { parseJsonBodies } from "./edge/json-body";
import { LARGEST_BODY } from "./edge/limits";
import { knowAllMethods } from "./edge/methods";
import { createRateLimiter, RATE_LIMITS, type RateLimits } from "./edge/rate-limit";
import { dropPlantedCookies } from "./edge/planted-cookies";
import { isHost } from "./edge/site";
import { secureAnswers, type SecurityOptions } from "./edge/security-headers";
import { healthRoute } from "./health";
import type { LiveFeed } from "./live";
import { createMetrics, type Metrics } from "./metrics";
import { observeRequests } from "./observe-requests";
import { nextRoutes, type PageHandler } from "./next-routes";

/** A request that is still arriving after this long is cut off. */
const SLOWEST_REQUEST_MS = 30_000;

/** How often it is looked for such requests. */
const CHECKED_EVERY_MS = 5_000;

export interface AppOptions {
  readonly db: Database;
  readonly log: FastifyBaseLogger;
  /** Answers what is no API; without one, such paths are not found. */
  readonly pages: PageHandler | null;
  readonly metrics?: Metrics;
  /** How the health answer names this process; made up when not given. */
  readonly instanceId?: string | undefined;
  readonly trustedProxies?: readonly string[];
  readonly corsOrigins?: readonly string[];
  readonly frameAncestors?: SecurityOptions["frameAncestors"];
  readonly behindHttps?: SecurityOptions["behindHttps"];
  readonly rateLimits?: RateLimits;
  /** What tells open pages of changes; without one, they ask from time to time. */
  readonly live?: LiveFeed | null;
  /** How long a request may take to arrive. */
  readonly slowestRequestMs?: number;
  readonly dev?: SecurityOptions["dev"];
}

/** The whole HTTP server, not yet listening. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { db, log, pages, metrics = createMetrics(), trustedProxies = [], corsOrigins = [] } = options;
  const { frameAncestors = [], behindHttps = false, dev = false, slowestRequestMs = SLOWEST_REQUEST_MS } = options;
  const security: SecurityOptions = { frameAncestors, behindHttps, dev };
  const limiter = createRateLimiter(options.rateLimits ?? RATE_LIMITS);
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    bodyLimit: LARGEST_BODY,
    requestTimeout: slowestRequestMs,
    // Were the time for the headers longer, Node.js would take the two for each other.
    http: {
      headersTimeout: slowestRequestMs,
      connectionsCheckingInterval: Math.min(slowestRequestMs, CHECKED_EVERY_MS),
    },
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 2_000 },
    forceCloseConnections: "idle",
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  });
  knowAllMethods(app);
  parseJsonBodies(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: "There is nothing at this path" }));
  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
    // `GET * HTTP/1.1` and the like: what is asked for is no path.
    if (!request.raw.url?.startsWith("/")) await reply.code(400).send({ error: "The request names no path" });
    else if (!isHost(request.host)) await reply.code(400).send({ error: "The request names no host" });
  });
  observeRequests(app, metrics);
  await secureAnswers(app, security);
  dropPlantedCookies(app, behindHttps);
  await app.register(healthRoute(db, options.instanceId ?? randomUUID()));
  app.get("/metrics", async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
  await app.register(apiRoutes(db, metrics, corsOrigins, limiter, options.live ?? null), { prefix: "/api" });
  await app.register(downloadRoutes(db, limiter), { prefix: "/downloads" });
  if (pages !== null) await app.register(nextRoutes(pages, security, limiter));
  return app;
}
