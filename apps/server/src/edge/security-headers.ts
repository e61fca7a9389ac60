import { randomBytes } from "node:crypto";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

/** What an installation decides of the headers that protect its pages. */
export interface SecurityOptions {
  /** Origins whose pages may show this site in a frame; none: nobody's. */
  readonly frameAncestors: readonly string[];
  /** Whether people reach this site over HTTPS, whatever the last connection to this process speaks. */
  readonly behindHttps: boolean;
  /** Next.js reloads pages that it serves from their sources with means that a strict policy forbids. */
  readonly dev: boolean;
}

/** How long a browser that was here over HTTPS comes over nothing else, in seconds: a year. */
const HTTPS_ONLY_SECONDS = 365 * 24 * 60 * 60;

/** What no page here has a use for, and no script that got into one should have. */
const NOT_NEEDED = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"].map((name) => `${name}=()`);

/**
 * Gives every answer of `app` the headers that keep browsers from doing harm with it. What is no page may load nothing
 * at all; a page has a policy of its own, from `pagePolicy`.
 */
export async function secureAnswers(app: FastifyInstance, options: SecurityOptions): Promise<void> {
  const { behindHttps, frameAncestors } = options;
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: false,
    // The older way to forbid frames knows no list of origins: where there is one, the policy alone speaks.
    xFrameOptions: frameAncestors.length === 0 && { action: "deny" },
    // With none at all, browsers would hide from `isSameOrigin` where a request comes from.
    referrerPolicy: { policy: "same-origin" },
  });
  const policy = policyOf({ "default-src": ["'none'"], "base-uri": ["'none'"], "frame-ancestors": framers(options) });
  app.addHook("onRequest", async (request, reply) => {
    reply.header("content-security-policy", policy).header("permissions-policy", NOT_NEEDED.join(", "));
    if (behindHttps || request.protocol === "https") {
      reply.header("strict-transport-security", `max-age=${HTTPS_ONLY_SECONDS}`);
    }
  });
}

/** A number that is used once: what a page's own scripts carry, and what nobody can know beforehand. */
export function makeNonce(): string {
  return randomBytes(18).toString("base64url");
}

/**
 * The Content-Security-Policy of one page. Scripts run if they carry `nonce` or are loaded by one that does; styles come
 * from this site, or carry it. Attributes with styles are allowed: charts and menus are laid out with them, and they run
 * nothing. Nothing is loaded from, or sent to, any other host.
 */
export function pagePolicy(nonce: string, options: SecurityOptions): string {
  const own = `'nonce-${nonce}'`;
  return policyOf({
    "default-src": ["'none'"],
    "script-src": ["'self'", own, "'strict-dynamic'", ...(options.dev ? ["'unsafe-eval'"] : [])],
    "style-src": options.dev ? ["'self'", "'unsafe-inline'"] : ["'self'", own],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...(options.dev ? ["ws:"] : [])],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": framers(options),
  });
}

function framers({ frameAncestors }: SecurityOptions): readonly string[] {
  return frameAncestors.length === 0 ? ["'none'"] : frameAncestors;
}

function policyOf(directives: Record<string, readonly string[]>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
