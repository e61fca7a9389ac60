"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { DialogButton } from "../../design/dialog-button";
import { Input } from "../../design/field";
import { Labelled } from "../../design/labelled";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";
import type { HoursOfTutor } from "./hours-types";
import { hoursText, parseHours } from "./parse-hours";

interface Setting {
  readonly unitId: number;
  readonly tutor: HoursOfTutor;
}

/** Sets how many hours somebody has in the unit. What was typed stays when it is refused. */
export function SetHours({ unitId, tutor }: Setting) {
  const name = `${tutor.user.firstName} ${tutor.user.lastName}`;
  return (
    <DialogButton name="Set hours" about={`of ${name}`} heading={`Hours of ${name}`}>
      {(close) => <HoursForm unitId={unitId} tutor={tutor} close={close} />}
    </DialogButton>
  );
}

function HoursForm({ unitId, tutor: { user, allotted }, close }: Setting & { close: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [wrong, setWrong] = useState<string | null>(null);
  const set = useMutation({
    ...trpc.workload.setHours.mutationOptions(),
    onSuccess() {
      close();
      router.refresh();
    },
  });

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
    <form onSubmit={submit} className="mt-3 flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Labelled id="hours-total" name="Hours for the whole unit">
          <Input id="hours-total" name="total" inputMode="decimal" defaultValue={hoursText(allotted.totalMinutes)} />
        </Labelled>
        <Labelled id="hours-weekly" name="Hours a week">
          <Input id="hours-weekly" name="weekly" inputMode="decimal" defaultValue={hoursText(allotted.weeklyMinutes)} />
        </Labelled>
      </div>
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" name="tutorials" defaultChecked={allotted.countsTutorials} className="size-4 accent-accent" />
        Marking in tutorials counts
      </label>
      {wrong !== null && <Problem title={wrong} />}
      {set.isError && <Problem title="The hours were not saved">{errorWords(set.error)}</Problem>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Leave them</Button>
        <Button type="submit" tone="primary" disabled={set.isPending}>
          {set.isPending ? "Saving …" : "Save"}
        </Button>
      </div>
    </form>
  );
}
