"use client";

import { catchError, type ErrorInfo } from "next/error";
import { Button } from "./button";
import { Problem } from "./notice";

/** Keeps the failure of what stands in it to itself, says what could not be shown, and offers to try again. */
export const Fallible = catchError(Failed);

function Failed({ what }: { what: string }, { error, retry }: ErrorInfo) {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <Problem
      title={`${what} could not be shown`}
      action={
        <Button size="sm" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      Something went wrong on our side; nothing was lost. {digest !== null && `If it happens again, quote ${digest}.`}
    </Problem>
  );
}
