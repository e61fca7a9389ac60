import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { clientAddress } from "./edge/client-address";
import { BODY_TOO_LARGE, LARGEST_BODY } from "./edge/limits";
import { refuseOtherMethods } from "./edge/methods";
import { isForPages, plainPath } from "./edge/plain-path";
import type { RateLimiter } from "./edge/rate-limit";
import { hasSoundRouterState } from "./edge/router-state";
import { comesFromElsewhere } from "./edge/same-origin";
import { makeNonce, pagePolicy, type SecurityOptions } from "./edge/security-headers";

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Hands `/api/auth/*` and every path that nothing else answers to Next, with the body unread. What proxies say in
 * headers is replaced by what this server makes of it, and the pages find the client's address in `x-client-address`.
 * Next gives its scripts the nonce of the policy that it finds in the request. What changes something has to come from a
 * page of this very site, and nothing but next-auth's forms does: pages are asked for, and Next has no actions to call.
 */
export function nextRoutes(handle: PageHandler, security: SecurityOptions, limiter: RateLimiter): FastifyPluginCallback {
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, parsed) => parsed(null));

    limiter.guard(app);
    app.addHook("onRequest", async (request, reply) => {
      if (request.headers["transfer-encoding"] !== undefined)
        await reply.code(411).send({ error: "The body's length is missing" });
      else if (Number(request.headers["content-length"] ?? 0) > LARGEST_BODY) {
        await reply.code(413).send({ error: BODY_TOO_LARGE });
      } else if (!security.dev && !isForPages(plainPath(request.url) ?? "/")) {
        await reply.code(404).send({ error: "There is nothing at this path" });
      } else if (comesFromElsewhere(request)) {
        await reply.code(403).send({ error: "This request does not come from a page of this site." });
      } else if (!hasSoundRouterState(request.headers)) {
        await reply.code(400).send({ error: "next-router-state-tree is invalid" });
      }
    });

    const answer = (request: FastifyRequest, reply: FastifyReply) => {
      const { raw } = request;
      raw.headers["x-client-address"] = raw.headers["x-forwarded-for"] = clientAddress(request);
      raw.headers["x-forwarded-host"] = request.host;
      raw.headers["x-forwarded-proto"] = request.protocol;
      raw.headers["x-request-id"] = request.id;
      const policy = pagePolicy(makeNonce(), security);
      raw.headers["content-security-policy"] = policy;
      reply.header("content-security-policy", policy);
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
      handle(raw, reply.raw).catch((error: unknown) => {
        request.log.error({ err: error }, "A page failed");
        if (!reply.raw.headersSent) reply.raw.statusCode = 500;
        reply.raw.end();
      });
    };
    if (security.dev) {
      // Next's tools for developers send what they like.
      for (const url of ["/api/auth/*", "/*"]) app.all(url, answer);
    } else {
      const refuseOthers = refuseOtherMethods(app);
      app.route({ url: "/api/auth/*", method: ["GET", "HEAD", "POST"], exposeHeadRoute: false, handler: answer });
      app.route({ url: "/*", method: ["GET", "HEAD"], exposeHeadRoute: false, handler: answer });
      refuseOthers();
    }
    done();
  };
}
