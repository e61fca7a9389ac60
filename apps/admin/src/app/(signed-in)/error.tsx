"use client";

import { Button } from "../../design/button";
import { StatusPage } from "../status-page";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <StatusPage
      code="Error"
      title="This page could not be shown"
      action={
        <Button tone="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      Something went wrong on our side; nothing was lost. {digest !== null && `If it happens again, quote ${digest}.`}
    </StatusPage>
  );
}
