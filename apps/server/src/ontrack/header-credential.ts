import type { ShownCredential } from "@tutor-times/api/identify";
import type { FastifyRequest } from "fastify";

/**
 * What a request's headers show: `Authorization: Bearer` if there is one, else OnTrack's `Username` and `Auth-Token` (or
 * `auth_token`); null if one of these two is missing. Never the cookie.
 */
export function headerCredential(request: FastifyRequest): Exclude<ShownCredential, { kind: "browser" }> | null {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return { kind: "bearer", token: bearer };
  const username = single(request.headers["username"]);
  const token = single(request.headers["auth-token"] ?? request.headers["auth_token"]);
  return username === null || token === null ? null : { kind: "ontrack", username, token };
}

function single(header: string | string[] | undefined): string | null {
  return typeof header === "string" && header !== "" ? header : null;
}
