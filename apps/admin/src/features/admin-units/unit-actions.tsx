"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, LABEL } from "../../design/field";
import { Problem } from "../../design/notice";
import { TextLink } from "../../design/text-link";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";

interface Unit {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
}

/** Rolls a unit over to its next offering, archives it or opens it again. */
export function UnitActions({ unit }: { unit: Unit }) {
  const trpc = useTRPC();
  const router = useRouter();
  const id = useId();
  const refresh = { onSuccess: () => router.refresh() };
  const archive = useMutation({ ...trpc.admin.archiveUnit.mutationOptions(), ...refresh });
  const roll = useMutation({ ...trpc.admin.rollOver.mutationOptions(), ...refresh });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    roll.mutate({
      unitId: unit.id,
      startDate: fieldText(given, "start"),
      endDate: fieldText(given, "end"),
      code: fieldText(given, "code"),
      name: fieldText(given, "name"),
    });
  }

  return (
    <div className="flex flex-col items-start gap-2">
      <Button size="sm" disabled={archive.isPending} onClick={() => archive.mutate({ unitId: unit.id, archived: unit.active })}>
        {unit.active ? "Archive" : "Open again"}
        <span className="sr-only"> {unit.code}</span>
      </Button>
      {archive.isError && <Problem title="The unit was not changed">{errorWords(archive.error)}</Problem>}
      <details className="group">
        <summary className="rounded-md text-sm text-accent underline underline-offset-2">
          Roll over<span className="sr-only"> {unit.code}</span> …
        </summary>
        <form onSubmit={submit} className="mt-2 flex w-64 flex-col gap-2">
          <p className="text-sm text-muted">
            Makes the next offering with the same staff, policy, streams and tasks, and no students, tutorials or sessions.
          </p>
          <label htmlFor={`${id}-start`} className={LABEL}>
            First day
          </label>
          <Input id={`${id}-start`} name="start" type="date" required />
          <label htmlFor={`${id}-end`} className={LABEL}>
            Last day
          </label>
          <Input id={`${id}-end`} name="end" type="date" required />
          <label htmlFor={`${id}-code`} className={LABEL}>
            Code
          </label>
          <Input id={`${id}-code`} name="code" required maxLength={50} defaultValue={unit.code} />
          <label htmlFor={`${id}-name`} className={LABEL}>
            Name
          </label>
          <Input id={`${id}-name`} name="name" required maxLength={200} defaultValue={unit.name} />
          <Button type="submit" size="sm" tone="primary" disabled={roll.isPending}>
            {roll.isPending ? "Rolling over …" : "Make the next offering"}
          </Button>
          {roll.isSuccess && (
            <output className="text-sm">
              Made: <TextLink href={`/units/${roll.data.unitId}`}>open it</TextLink>.
            </output>
          )}
          {roll.isError && <Problem title="The unit was not rolled over">{errorWords(roll.error)}</Problem>}
        </form>
      </details>
    </div>
  );
}
