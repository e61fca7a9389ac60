import type { Database } from "@tutor-times/db/database";
import type { FastifyPluginCallback } from "fastify";

const PATIENCE_MS = 2_000;

/** `GET /healthz`: which process answers, and whether it reaches its database; 503 if not. */
export function healthRoute(db: Database, instanceId: string): FastifyPluginCallback {
  return (app, _options, done) => {
    app.get("/healthz", async (request, reply) => {
      const reached = await reaches(db).catch((error: unknown) => {
        request.log.warn({ err: error }, "The database does not answer");
        return false;
      });
      const status = reached ? "ok" : "unavailable";
      return reply
        .code(reached ? 200 : 503)
        .header("cache-control", "no-store")
        .send({ status, instance: instanceId, database: status });
    });
    done();
  };
}

async function reaches(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([db.pool.query("SELECT 1"), tooLate]);
    return true;
  } finally {
    clearTimeout(timer);
  }
}
