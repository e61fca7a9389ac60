import "server-only";
import { DomainError, type DomainErrorCode } from "@tutor-times/core/errors";
import { createCaller } from "@tutor-times/api/router";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { signInHref } from "../auth/sign-in-href";
import { requestContext } from "./context";

/** Calls procedures for this page, within the process. */
export const procedures = cache(async () => createCaller(await requestContext()));

export type Procedures = Awaited<ReturnType<typeof procedures>>;

/**
 * What a procedure answers, for the page at `address`. A refusal becomes the page that stands for it: the sign-in page,
 * 403 or 404. Other errors are thrown on, to the page's error screen.
 */
export async function forPage<Answer>(address: string, ask: (procedures: Procedures) => Promise<Answer>): Promise<Answer> {
  try {
    return await ask(await procedures());
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === "unauthenticated" || refusal === "token_expired") redirect(signInHref(address));
    if (refusal === "forbidden") forbidden();
    if (refusal === "not_found") notFound();
    throw error;
  }
}

/** Why the rules refused, where that is what an error of a procedure tells. */
function refusalOf(error: unknown): DomainErrorCode | null {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof DomainError ? cause.code : null;
}
