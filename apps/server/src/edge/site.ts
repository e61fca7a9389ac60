import type { FastifyRequest } from "fastify";

/** The address that people type: the configured one, else the one that this request was made to. */
export function siteOf({ protocol, host }: FastifyRequest): string {
  return process.env["NEXTAUTH_URL"] || `${protocol}://${host}`;
}

/** Whether `host`, of a Host header or a proxy's, can stand in an address. An older client may name none. */
export function isHost(host: string): boolean {
  return host === "" || (!/[\s/\\?#@]/.test(host) && URL.canParse(`http://${host}`));
}
