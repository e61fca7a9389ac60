"use client";

import { signIn } from "next-auth/react";
import { useState, type SubmitEvent } from "react";
import { rememberBrowserZone } from "../design/browser-zone";
import { Button } from "../design/button";
import { Input, LABEL } from "../design/field";
import { Problem } from "../design/notice";

const WRONG = "This username and password do not go together.";
const TOO_MANY = 429;
const UNREACHABLE = "The server could not be reached. What you typed is still here: try again.";

/** Asks for username and password, keeps both when they are refused, and leads on to `next`, an address of ours. */
export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const refusal = await refusalOf({ username: given.get("username"), password: given.get("password") });
    if (refusal === null) {
      rememberBrowserZone();
      // A whole new page: nothing of whoever used this one before stays behind.
      window.location.assign(next);
      return;
    }
    setProblem(refusal);
    setBusy(false);
  }

  return (
    // Sent before the scripts are there, it must not put a password into the address.
    <form method="post" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {problem !== null && <Problem title={problem} />}
      <div className="flex flex-col gap-1.5">
        <label htmlFor="username" className={LABEL}>
          Username or e-mail address
        </label>
        <Input
          id="username"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          maxLength={255}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <label htmlFor="password" className={LABEL}>
          Password
        </label>
        <Input id="password" name="password" type="password" autoComplete="current-password" required maxLength={1024} />
      </div>
      <Button type="submit" tone="primary" disabled={busy}>
        {busy ? "Signing in …" : "Sign in"}
      </Button>
      <noscript>
        <p className="text-sm text-muted">Signing in needs JavaScript. Switch it on for this page and load it again.</p>
      </noscript>
    </form>
  );
}

/** Null if the sign-in succeeded, else a sentence that says what to do; never whether the username exists. */
async function refusalOf(credentials: Record<string, FormDataEntryValue | null>): Promise<string | null> {
  try {
    const result = await signIn("credentials", { ...credentials, redirect: false });
    if (result?.ok === true && result.error === null) return null;
    // The server's own words: how long to wait.
    if (result?.status === TOO_MANY && result.error !== null) return result.error ?? WRONG;
    return result?.error === "CredentialsSignin" ? WRONG : UNREACHABLE;
  } catch {
    return UNREACHABLE;
  }
}
