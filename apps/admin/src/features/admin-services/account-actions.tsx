"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input } from "../../design/field";
import { Labelled } from "../../design/labelled";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";
import { CloseAccount } from "./close-account";

/** Makes a token of a service account, changes what it does with what nobody knows, or closes it. */
export function AccountActions({
  account,
}: {
  account: { readonly id: number; readonly name: string; readonly createsUnknown: boolean };
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const id = useId();
  const refresh = { onSuccess: () => router.refresh() };
  const issue = useMutation({ ...trpc.serviceAccounts.issueToken.mutationOptions(), ...refresh });
  const change = useMutation({ ...trpc.serviceAccounts.change.mutationOptions(), ...refresh });
  const failed = [issue, change].find(({ isError }) => isError);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    issue.mutate({ serviceAccountId: account.id, name: fieldText(given, "name"), days: Number(fieldText(given, "days")) });
  }

  return (
    <div className="flex flex-col gap-3">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Labelled id={`${id}-name`} name="New token">
          <Input id={`${id}-name`} name="name" required maxLength={100} placeholder="What it is for" className="w-48" />
        </Labelled>
        <Labelled id={`${id}-days`} name="Days it holds">
          <Input id={`${id}-days`} name="days" type="number" min={1} max={365} defaultValue={90} required className="w-28" />
        </Labelled>
        <Button type="submit" disabled={issue.isPending}>
          Make it
        </Button>
      </form>
      {issue.isSuccess && (
        <output className="rounded-lg bg-good-soft px-4 py-3 text-sm">
          Copy it now, it is shown this once: <code className="break-all select-all">{issue.data.token}</code>
        </output>
      )}
      <span className="flex flex-wrap items-center gap-4">
        <Button
          size="sm"
          disabled={change.isPending}
          onClick={() => change.mutate({ serviceAccountId: account.id, createsUnknown: !account.createsUnknown })}
        >
          {account.createsUnknown ? "Refuse what nobody knows" : "Create what nobody knows"}
        </Button>
        <CloseAccount account={account} />
      </span>
      {failed?.error && <Problem title="That was not done">{errorWords(failed.error)}</Problem>}
    </div>
  );
}
