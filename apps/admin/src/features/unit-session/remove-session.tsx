"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { LABEL, TextArea } from "../../design/field";
import { Problem } from "../../design/notice";
import { Panel } from "../../design/panel";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";
import { LossTable } from "./loss-table";

/** Removes a session from all figures: says first what they lose, asks for a reason that its owner reads, and can be undone. */
export function RemoveSession({ sessionId, ownerName }: { sessionId: number; ownerName: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const effect = useQuery({ ...trpc.units.deletionEffect.queryOptions({ sessionId }), enabled: isOpen, staleTime: 0 });
  const remove = useMutation({
    ...trpc.sessions.delete.mutationOptions(),
    onSuccess() {
      setOpen(false);
      router.refresh();
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = fieldText(new FormData(event.currentTarget), "reason").trim();
    if (reason !== "" && !remove.isPending) remove.mutate({ sessionId, reason });
  }

  if (!isOpen) {
    return (
      <Button size="sm" onClick={() => setOpen(true)}>
        Remove this session …
      </Button>
    );
  }
  return (
    <Panel aria-label="Remove this session" className="border-edge">
      <h2 className="font-semibold">What the figures would lose</h2>
      {effect.isPending && <p className="mt-2 text-sm text-muted">Measuring …</p>}
      {effect.isError && <Problem title="That could not be measured">{errorWords(effect.error)}</Problem>}
      {effect.isSuccess && <LossTable before={effect.data.before} after={effect.data.after} />}
      <form onSubmit={submit} className="mt-4 flex flex-col gap-2">
        <label htmlFor="removal-reason" className={LABEL}>
          Why it is removed
        </label>
        <TextArea id="removal-reason" name="reason" rows={2} required maxLength={1_000} className="max-w-xl" />
        <p className="text-sm text-muted">
          <bdi>{ownerName}</bdi> reads this reason and your name. What the session is made of is kept, and it can be put back.
        </p>
        <span className="flex flex-wrap gap-2">
          <Button type="submit" tone="primary" disabled={remove.isPending}>
            {remove.isPending ? "Removing …" : "Remove it"}
          </Button>
          <Button tone="quiet" onClick={() => setOpen(false)}>
            Keep it
          </Button>
        </span>
        {remove.isError && <Problem title="The session was not removed">{errorWords(remove.error)}</Problem>}
      </form>
    </Panel>
  );
}
