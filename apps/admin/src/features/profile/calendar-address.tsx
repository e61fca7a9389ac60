"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../design/button";
import { Input, LABEL } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** As long as a token can hold. */
const DAYS = 365;

/** Makes an address that a calendar program can subscribe to, and shows it this once. What was typed stays when that fails. */
export function CalendarAddress() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("My calendar");
  const create = useMutation({
    ...trpc.tokens.create.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.tokens.list.queryKey() }),
  });
  return (
    <>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ name, scope: "feed", days: DAYS });
        }}
      >
        <div className="flex min-w-40 grow flex-col gap-1.5 sm:grow-0 sm:basis-64">
          <label htmlFor="calendar-name" className={LABEL}>
            Which calendar is it for?
          </label>
          <Input id="calendar-name" value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} />
        </div>
        <Button type="submit" tone="primary" disabled={create.isPending}>
          {create.isPending ? "Making …" : "Make an address"}
        </Button>
      </form>
      {create.isError && (
        <div className="mt-3">
          <Problem title="The address could not be made">{errorWords(create.error)}</Problem>
        </div>
      )}
      {create.isSuccess && <MadeAddress address={addressOf(create.data.token)} />}
    </>
  );
}

function MadeAddress({ address }: { address: string }) {
  return (
    <output className="mt-4 block rounded-xl border border-good bg-good-soft p-4">
      <span className="block font-medium">This is the address. It is shown this once: give it to your calendar now.</span>
      <code className="mt-2 block font-mono text-sm break-all select-all">{address}</code>
      <span className="mt-2 block text-sm">
        Subscribe to it “by URL” or “from the internet”, or{" "}
        <a href={address.replace(/^https?:/, "webcal:")} className="text-accent underline underline-offset-2">
          open it in this computer’s calendar
        </a>
        . It holds for a year.
      </span>
    </output>
  );
}

/** Of this very site, as the browser calls it. */
function addressOf(token: string): string {
  return new URL(`/api/calendar/sessions.ics?token=${token}`, window.location.href).href;
}
