"use client";

import { catchError, type ErrorInfo } from "next/error";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { Problem } from "./notice";

/** Keeps the failure of what stands in it to itself, says what could not be shown, and offers to try again. */
export const Fallible = catchError(Failed);

/** `of` names the data: what failed with some is tried with others. */
function Failed({ what, of }: { what: string; of?: string }, { error, reset, retry }: ErrorInfo) {
  const [failed] = useState(of);
  // The boundary is Next.js's own, which knows of nothing but paths.
  useEffect(() => {
    if (of !== failed) reset();
  }, [of, failed, reset]);
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
