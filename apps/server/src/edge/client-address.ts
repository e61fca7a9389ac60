import { canonicalAddress } from "@tutor-times/core/address";
import type { FastifyRequest } from "fastify";

/**
 * The client's address in canonical form: what a trusted proxy says, else the other end of the connection. A proxy that
 * forwards what is no address is taken for the client itself.
 */
export function clientAddress(request: FastifyRequest): string {
  for (const address of [request.ip, request.socket.remoteAddress]) {
    try {
      if (address) return canonicalAddress(address);
    } catch {
      // What was forwarded is no address.
    }
  }
  return "127.0.0.1";
}
