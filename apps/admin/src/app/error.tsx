"use client";

import { Button } from "../design/button";
import { StatusPage } from "./status-page";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <StatusPage
      code="Error"
      title="This page could not be shown"
      action={
        <Button tone="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      Something went wrong on our side; nothing was lost.{" "}
      {error.digest !== undefined && `If it happens again, quote ${error.digest}.`}
    </StatusPage>
  );
}
