import type { ShownCredential } from "@tutor-times/api/identify";
import type { FastifyRequest } from "fastify";

/** What OnTrack's headers `Username` and `Auth-Token` (or `auth_token`) show, or null if one of them is missing. */
export function headerCredential(request: FastifyRequest): Extract<ShownCredential, { kind: "ontrack" }> | null {
  const username = single(request.headers["username"]);
  const token = single(request.headers["auth-token"] ?? request.headers["auth_token"]);
  return username === null || token === null ? null : { kind: "ontrack", username, token };
}

function single(header: string | string[] | undefined): string | null {
  return typeof header === "string" && header !== "" ? header : null;
}
