import type { FastifyRequest } from "fastify";

/** The address that people type: the configured one, else the one that this request was made to. */
export function siteOf({ protocol, host }: FastifyRequest): string {
  return process.env["NEXTAUTH_URL"] || `${protocol}://${host}`;
}
