"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** Closes a service account, which cannot be undone, after asking. */
export function CloseAccount({ account }: { account: { readonly id: number; readonly name: string } }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const close = useMutation({
    ...trpc.serviceAccounts.close.mutationOptions(),
    onSuccess() {
      setOpen(false);
      router.refresh();
    },
  });
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Close for good<span className="sr-only">: {account.name}</span> …
      </Button>
      {isOpen && (
        <Dialog heading="Close this service account for good?" onClose={() => setOpen(false)}>
          <p className="mt-2 text-sm">
            The tokens of <bdi>{account.name}</bdi> are worthless from then on, and it cannot be opened again. What it reported
            stays.
          </p>
          {close.isError && (
            <div className="mt-3">
              <Problem title="It was not closed">{errorWords(close.error)}</Problem>
            </div>
          )}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Leave it open</Button>
            <Button tone="primary" disabled={close.isPending} onClick={() => close.mutate({ serviceAccountId: account.id })}>
              {close.isPending ? "Closing …" : "Close it"}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
