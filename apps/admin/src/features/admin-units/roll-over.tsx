"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input } from "../../design/field";
import { Labelled } from "../../design/labelled";
import { Problem } from "../../design/notice";
import { TextLink } from "../../design/text-link";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";

/** Makes the next offering of a unit, and leads to it. */
export function RollOver({
  unit,
  close,
}: {
  unit: { readonly id: number; readonly code: string; readonly name: string };
  close: () => void;
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const roll = useMutation({ ...trpc.admin.rollOver.mutationOptions(), onSuccess: () => router.refresh() });

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

  if (roll.isSuccess) {
    return (
      <>
        <output className="mt-2 block text-sm">
          The next offering is made: <TextLink href={`/units/${roll.data.unitId}`}>open it</TextLink>.
        </output>
        <div className="mt-4 flex justify-end">
          <Button onClick={close}>Close</Button>
        </div>
      </>
    );
  }
  return (
    <form onSubmit={submit} className="mt-2 flex flex-col gap-4">
      <p className="text-sm text-muted">
        Makes the next offering with the same staff, policy, streams and tasks, and no students, tutorials or sessions.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Labelled id="roll-start" name="First day">
          <Input id="roll-start" name="start" type="date" required />
        </Labelled>
        <Labelled id="roll-end" name="Last day">
          <Input id="roll-end" name="end" type="date" required />
        </Labelled>
        <Labelled id="roll-code" name="Code">
          <Input id="roll-code" name="code" required maxLength={50} defaultValue={unit.code} />
        </Labelled>
        <Labelled id="roll-name" name="Name">
          <Input id="roll-name" name="name" required maxLength={200} defaultValue={unit.name} />
        </Labelled>
      </div>
      {roll.isError && <Problem title="The unit was not rolled over">{errorWords(roll.error)}</Problem>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Leave it</Button>
        <Button type="submit" tone="primary" disabled={roll.isPending}>
          {roll.isPending ? "Rolling over …" : "Make the next offering"}
        </Button>
      </div>
    </form>
  );
}
