"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Button } from "../../design/button";
import { DialogButton } from "../../design/dialog-button";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

interface Account {
  readonly id: number;
  readonly name: string;
}

/** Closes a service account, which cannot be undone, after asking. */
export function CloseAccount({ account }: { account: Account }) {
  return (
    <DialogButton name="Close for good" about={account.name} heading="Close this service account for good?">
      {(leave) => <Question account={account} leave={leave} />}
    </DialogButton>
  );
}

function Question({ account, leave }: { account: Account; leave: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const close = useMutation({
    ...trpc.serviceAccounts.close.mutationOptions(),
    onSuccess() {
      leave();
      router.refresh();
    },
  });
  return (
    <>
      <p className="mt-2 text-sm">
        The tokens of <bdi>{account.name}</bdi> are worthless from then on, and it cannot be opened again. What it reported stays.
      </p>
      {close.isError && (
        <div className="mt-3">
          <Problem title="It was not closed">{errorWords(close.error)}</Problem>
        </div>
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={leave}>Leave it open</Button>
        <Button tone="primary" disabled={close.isPending} onClick={() => close.mutate({ serviceAccountId: account.id })}>
          {close.isPending ? "Closing …" : "Close it"}
        </Button>
      </div>
    </>
  );
}
