import type { FastifyRequest } from "fastify";

/**
 * Whether a request comes from a page of this very site, by what browsers say and pages cannot change. A request that
 * says nothing does not count as one: whoever sends the cookie is a browser.
 */
export function isSameOrigin(request: FastifyRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin } = request.headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host;
}

/** Methods that are for asking. */
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request that may change something does not come from a page of this very site, as far as one can know. */
export function comesFromElsewhere(request: FastifyRequest): boolean {
  return !SAFE.has(request.method) && !isSameOrigin(request);
}
