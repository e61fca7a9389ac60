"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, LABEL } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";

/** Makes a service account. */
export function AddAccount({ timezone }: { timezone: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const add = useMutation({ ...trpc.serviceAccounts.create.mutationOptions(), onSuccess: () => router.refresh() });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const account = {
      name: fieldText(given, "name"),
      createsUnknown: given.get("creates") === "on",
      timezone: fieldText(given, "zone"),
    };
    add.mutate(account, { onSuccess: () => form.reset() });
  }

  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-4">
      <span className="flex flex-col gap-1">
        <label htmlFor="account-name" className={LABEL}>
          Name
        </label>
        <Input id="account-name" name="name" required maxLength={100} className="w-56" />
      </span>
      <span className="flex flex-col gap-1">
        <label htmlFor="account-zone" className={LABEL}>
          Zone of units it creates
        </label>
        <Input id="account-zone" name="zone" required defaultValue={timezone} className="w-56" />
      </span>
      <label className="flex h-10 items-center gap-2 text-sm">
        <input type="checkbox" name="creates" className="size-4 accent-accent" />
        Creates what nobody knows
      </label>
      <Button type="submit" disabled={add.isPending}>
        {add.isPending ? "Making it …" : "Make the account"}
      </Button>
      {add.isError && <Problem title="The account was not made">{errorWords(add.error)}</Problem>}
    </form>
  );
}
