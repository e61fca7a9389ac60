import type { FastifyInstance } from "fastify";

/** Refuses, in `app` and below, a query whose percent signs do not decode to text: nobody can know what it means. */
export function requireReadableQueries(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const query = request.url.split("?").slice(1).join("?");
    try {
      decodeURIComponent(query);
    } catch {
      await reply.code(400).send({ error: "The query cannot be decoded" });
    }
  });
}
