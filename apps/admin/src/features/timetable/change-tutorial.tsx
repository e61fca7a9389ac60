"use client";

import { WEEKDAYS } from "@tutor-times/core/local-date";
import { useId, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, LABEL, Select } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useProposal, type Names } from "./use-proposal";

interface Tutorial {
  readonly id: number;
  readonly abbreviation: string;
  readonly tutor: { readonly id: number };
  readonly meetingDay: string;
  readonly meetingTime: string;
  readonly durationMinutes: number;
}

/** Cancels a day of a tutorial, holds it after all, ends the tutorial, or moves it from a day on. */
export function ChangeTutorial({ unitId, tutorial, staff }: { unitId: number; tutorial: Tutorial; staff: Names }) {
  const { propose, isBusy, words, error, dialog } = useProposal(unitId, staff);
  const id = useId();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget, event.nativeEvent.submitter);
    const date = fieldText(given, "date");
    const kind = fieldText(given, "kind");
    if (kind === "cancel-day" || kind === "reinstate-day" || kind === "end-tutorial") {
      propose({ kind, tutorialId: tutorial.id, date });
      return;
    }
    const move = {
      date,
      meetingDay: WEEKDAYS.find((day) => day === fieldText(given, "day")) ?? "Monday",
      meetingTime: fieldText(given, "time"),
      durationMinutes: Number(fieldText(given, "minutes")),
      tutorId: Number(fieldText(given, "tutor")),
    };
    propose({ kind: "move-tutorial", tutorialId: tutorial.id, move });
  }

  return (
    <details className="group">
      <summary className="rounded-md text-sm text-accent underline underline-offset-2">
        Change<span className="sr-only"> {tutorial.abbreviation}</span>
      </summary>
      <form onSubmit={submit} className="mt-2 flex w-64 flex-col gap-2">
        <label htmlFor={`${id}-date`} className={LABEL}>
          Day
        </label>
        <Input id={`${id}-date`} name="date" type="date" required />
        <span className="flex flex-wrap gap-2">
          <Submit kind="cancel-day" isBusy={isBusy}>
            Cancel that day …
          </Submit>
          <Submit kind="reinstate-day" isBusy={isBusy}>
            Hold it after all …
          </Submit>
          <Submit kind="end-tutorial" isBusy={isBusy}>
            Make it the last …
          </Submit>
        </span>
        <span className={`${LABEL} mt-2`}>Or move it, from that day on</span>
        <Select aria-label="Weekday" name="day" defaultValue={tutorial.meetingDay}>
          {WEEKDAYS.map((day) => (
            <option key={day}>{day}</option>
          ))}
        </Select>
        <Input aria-label="Begins at" name="time" type="time" required defaultValue={tutorial.meetingTime.padStart(5, "0")} />
        <Input
          aria-label="Minutes"
          name="minutes"
          type="number"
          min={1}
          max={1440}
          required
          defaultValue={tutorial.durationMinutes}
        />
        <Select aria-label="Taught by" name="tutor" defaultValue={tutorial.tutor.id}>
          {staff.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Submit kind="move-tutorial" isBusy={isBusy}>
          Move it …
        </Submit>
        <output className="text-sm text-muted">{words}</output>
        {error !== null && <Problem title="The tutorial was not changed">{errorWords(error)}</Problem>}
      </form>
      {dialog}
    </details>
  );
}

function Submit({ kind, isBusy, children }: { kind: string; isBusy: boolean; children: React.ReactNode }) {
  return (
    <Button type="submit" size="sm" name="kind" value={kind} aria-disabled={isBusy}>
      {children}
    </Button>
  );
}
