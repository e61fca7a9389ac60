"use client";

import { useState } from "react";
import { rememberBrowserZone } from "../design/browser-zone";
import { Button } from "../design/button";
import { SINGLE_SIGN_ON } from "./single-sign-on-id";

/** Leads to the university's own sign-in page, called `name`, and from there on to `next`, an address of ours. */
export function SingleSignOn({ name, next }: { name: string; next: string }) {
  const [busy, setBusy] = useState(false);

  async function start() {
    setBusy(true);
    rememberBrowserZone();
    const { signIn } = await import("next-auth/react");
    await signIn(SINGLE_SIGN_ON, { callbackUrl: next });
    setBusy(false);
  }

  return (
    <Button tone="primary" disabled={busy} onClick={() => void start()}>
      {busy ? "One moment …" : `Sign in with ${name}`}
    </Button>
  );
}
