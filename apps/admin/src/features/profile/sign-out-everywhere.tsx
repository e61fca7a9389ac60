"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button } from "../../design/button";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** Ends all sign-ins of somebody after asking once more, this browser's too. */
export function SignOutEverywhere() {
  const trpc = useTRPC();
  const dialog = useRef<HTMLDialogElement>(null);
  const [tokensToo, setTokensToo] = useState(false);
  const end = useMutation({
    ...trpc.viewer.signOutEverywhere.mutationOptions(),
    onSuccess: () => window.location.assign("/sign-in"),
  });
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>Sign out everywhere …</Button>
      <dialog
        ref={dialog}
        aria-labelledby="everywhere-heading"
        className="m-auto w-[min(28rem,100vw-2rem)] rounded-xl border border-line bg-surface p-5 text-ink shadow-lg backdrop:bg-ink/40"
      >
        <h2 id="everywhere-heading" className="font-semibold">
          Sign out everywhere?
        </h2>
        <p className="mt-2 text-sm text-muted">
          Every browser in which you are signed in, this one too, and OnTrack have to ask for your password again. Time that is
          being counted ends with it.
        </p>
        <label className="mt-3 flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={tokensToo}
            onChange={(event) => setTokensToo(event.target.checked)}
          />
          Revoke my tokens as well
        </label>
        {end.isError && (
          <div className="mt-3">
            <Problem title="You could not be signed out">{errorWords(end.error)}</Problem>
          </div>
        )}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>Cancel</Button>
          <Button tone="primary" disabled={end.isPending} onClick={() => end.mutate({ tokensToo })}>
            Sign out everywhere
          </Button>
        </div>
      </dialog>
    </>
  );
}
