import { DomainError } from "./errors";

/** What a token that a program keeps may do. A person's own sign-in is not limited by scopes. */
export const TOKEN_SCOPES = ["read", "track", "feed", "report"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** The scopes that people can give to tokens of their own; `report` is for service accounts. */
export const PERSONAL_SCOPES = ["read", "track", "feed"] as const satisfies readonly TokenScope[];
export type PersonalScope = (typeof PERSONAL_SCOPES)[number];

/**
 * What an operation needs of a credential:
 * - `read`: it changes nothing and records nothing.
 * - `track`: it works on tasks as their tutor or student does (beats, reading acts, assessments, comments), recorded or not.
 * - `feed`: it shows somebody's own sessions to whoever holds the address that the token is part of. What may do more does
 *   not suffice, so that it never becomes part of an address.
 * - `report`: it tells of acts of others.
 * - `sign-in`: everything else, above all what changes units, sessions and credentials. No token suffices.
 */
export type Need = TokenScope | "sign-in";

/** Which scopes cover which need. The one place that says so. */
const COVERS: Record<TokenScope, readonly Need[]> = {
  read: ["read"],
  track: ["read", "track"],
  feed: ["feed"],
  report: ["report"],
};

/** What an operation needs that says nothing about it: `read` if it is one that only asks, else a sign-in. */
export function needByDefault(onlyAsks: boolean): Need {
  return onlyAsks ? "read" : "sign-in";
}

/**
 * Throws DomainError `forbidden` naming what is missing, unless a credential limited to `scopes` (null: a person's own
 * sign-in) covers `need`. Nobody's own sign-in covers `feed` or `report`.
 */
export function requireScope(scopes: readonly TokenScope[] | null, need: Need): void {
  if (scopes === null ? need !== "report" && need !== "feed" : scopes.some((scope) => COVERS[scope].includes(need))) return;
  throw new DomainError("forbidden", refusal(scopes, need));
}

function refusal(scopes: readonly TokenScope[] | null, need: Need): string {
  if (need === "sign-in") return "No token may do this. Sign in with your password.";
  const shown = scopes === null ? "A sign-in" : `This token has the scope "${scopes.join(", ")}", which`;
  return `${shown} does not suffice here: a token with the scope "${need}" is needed.`;
}
