import { METHODS } from "node:http";
import type { FastifyInstance, HTTPMethods, RouteOptions } from "fastify";

/** Makes the router know every method that Node.js parses, so that a wrong one is 405 and not an unknown path. */
export function knowAllMethods(app: FastifyInstance): void {
  for (const method of METHODS) {
    if (method !== "CONNECT" && !app.supportedMethods.includes(method)) app.addHttpMethod(method);
  }
}

/**
 * Answers, for the routes that are defined in `app` from here on, every method that they do not have: OPTIONS with what
 * there is, others with 405. Call the function that it returns after the last route.
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const methodsByUrl = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }: RouteOptions) => {
    const known = methodsByUrl.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methodsByUrl.set(url, known);
  });
  return () => {
    for (const [url, known] of methodsByUrl) {
      const allow = [...known, "OPTIONS"].toSorted().join(", ");
      const others = app.supportedMethods.filter((method) => !known.has(method));
      app.route({
        url: url.slice(app.prefix.length),
        method: others as HTTPMethods[],
        exposeHeadRoute: false,
        schema: { hide: true },
        // Before the body is read: what it holds does not matter.
        onRequest: async (request, reply) => {
          void reply.header("allow", allow);
          if (request.method === "OPTIONS") await reply.code(204).send();
          else await reply.code(405).send({ error: `${request.method} is not allowed here, only ${allow}` });
        },
        handler: () => {},
      });
    }
  };
}
