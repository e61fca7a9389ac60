"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, LABEL } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";
import type { HoursOfTutor } from "./hours-types";
import { hoursText, parseHours } from "./parse-hours";

/** Sets how many hours somebody has in the unit. What was typed stays when it is refused. */
export function SetHours({ unitId, tutor: { user, allotted } }: { unitId: number; tutor: HoursOfTutor }) {
  const trpc = useTRPC();
  const router = useRouter();
  const id = useId();
  const [wrong, setWrong] = useState<string | null>(null);
  const set = useMutation({ ...trpc.workload.setHours.mutationOptions(), onSuccess: () => router.refresh() });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [total, weekly] = [parseHours(fieldText(given, "total")), parseHours(fieldText(given, "weekly"))];
    if (total === undefined || weekly === undefined) {
      setWrong("Hours are a number such as 40 or 2.5, or nothing where there is no limit.");
      return;
    }
    setWrong(null);
    const countsTutorials = given.get("tutorials") === "on";
    set.mutate({ unitId, userId: user.id, totalMinutes: total, weeklyMinutes: weekly, countsTutorials });
  }

  return (
    <details className="group">
      <summary className="rounded-md text-sm whitespace-nowrap text-accent underline underline-offset-2">
        <span className="group-open:hidden">Set hours</span>
        <span className="hidden group-open:inline">Close</span>
        <span className="sr-only">
          {" "}
          of {user.firstName} {user.lastName}
        </span>
      </summary>
      <form onSubmit={submit} className="mt-2 flex w-60 flex-col gap-2 text-left whitespace-normal">
        <label htmlFor={`${id}-total`} className={LABEL}>
          Hours for the whole unit
        </label>
        <Input id={`${id}-total`} name="total" inputMode="decimal" defaultValue={hoursText(allotted.totalMinutes)} />
        <label htmlFor={`${id}-weekly`} className={LABEL}>
          Hours a week
        </label>
        <Input id={`${id}-weekly`} name="weekly" inputMode="decimal" defaultValue={hoursText(allotted.weeklyMinutes)} />
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" name="tutorials" defaultChecked={allotted.countsTutorials} className="size-4 accent-accent" />
          Marking in tutorials counts
        </label>
        <Button type="submit" size="sm" tone="primary" disabled={set.isPending}>
          {set.isPending ? "Saving …" : "Save"}
        </Button>
        <output className="text-sm text-muted">{set.isSuccess && !set.isPending && "Saved."}</output>
        {wrong !== null && <Problem title={wrong} />}
        {set.isError && <Problem title="The hours were not saved">{errorWords(set.error)}</Problem>}
      </form>
    </details>
  );
}
