import type { FastifyInstance } from "fastify";

/**
 * Bodies are JSON; an empty one is none, so that a DELETE with the usual headers and nothing else is well-formed.
 * Prototype keys are refused with the rest of what is no JSON.
 */
export function parseJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}
