import type { FastifyInstance } from "fastify";

/** next-auth's names for its cookies where there is no HTTPS; with it, all have the prefix `__Host-`. */
const PLAIN = /^\s*next-auth\./;

/**
 * Takes those cookies away, from requests to `app` that came over HTTPS, that only somebody else can have set: a
 * neighbouring host, or whoever answers for this one over plain HTTP.
 */
export function dropPlantedCookies(app: FastifyInstance, behindHttps: boolean): void {
  app.addHook("onRequest", async ({ raw, protocol }) => {
    const { cookie } = raw.headers;
    if (cookie === undefined || !(behindHttps || protocol === "https")) return;
    const kept = cookie.split(";").filter((pair) => !PLAIN.test(pair));
    if (kept.length > 0) raw.headers.cookie = kept.join(";").trim();
    else delete raw.headers.cookie;
  });
}
