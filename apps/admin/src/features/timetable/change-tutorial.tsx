"use client";

import { WEEKDAYS } from "@tutor-times/core/local-date";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { DialogButton } from "../../design/dialog-button";
import { Input, Select } from "../../design/field";
import { Labelled } from "../../design/labelled";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useProposal, type Names } from "./use-proposal";

interface Changing {
  readonly unitId: number;
  readonly tutorial: {
    readonly id: number;
    readonly abbreviation: string;
    readonly tutor: { readonly id: number };
    readonly meetingDay: string;
    readonly meetingTime: string;
    readonly durationMinutes: number;
  };
  readonly staff: Names;
}

/** Cancels a day of a tutorial, holds it after all, ends the tutorial, or moves it from a day on. */
export function ChangeTutorial(changing: Changing) {
  const { abbreviation } = changing.tutorial;
  return (
    <DialogButton name="Change" about={abbreviation} heading={`Change ${abbreviation}`}>
      {(close) => <TutorialForm {...changing} close={close} />}
    </DialogButton>
  );
}

function TutorialForm({ unitId, tutorial, staff, close }: Changing & { close: () => void }) {
  const { propose, isBusy, words, error, dialog } = useProposal(unitId, staff, close);

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
    <>
      <form onSubmit={submit} className="mt-3 flex flex-col gap-4">
        <Labelled id="change-date" name="Day">
          <Input id="change-date" name="date" type="date" required className="w-44" />
        </Labelled>
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
        <fieldset className="border-t border-line pt-4">
          <legend className="sr-only">Or move it</legend>
          <p aria-hidden className="mb-3 text-sm text-muted">
            Or move it, from that day on:
          </p>
          <div className="grid gap-3 sm:grid-cols-2">
            <Labelled id="change-day" name="Weekday">
              <Select id="change-day" name="day" defaultValue={tutorial.meetingDay}>
                {WEEKDAYS.map((day) => (
                  <option key={day}>{day}</option>
                ))}
              </Select>
            </Labelled>
            <Labelled id="change-time" name="Begins at">
              <Input id="change-time" name="time" type="time" required defaultValue={tutorial.meetingTime.padStart(5, "0")} />
            </Labelled>
            <Labelled id="change-minutes" name="Minutes">
              <Input
                id="change-minutes"
                name="minutes"
                type="number"
                min={1}
                max={1440}
                required
                defaultValue={tutorial.durationMinutes}
              />
            </Labelled>
            <Labelled id="change-tutor" name="Taught by">
              <Select id="change-tutor" name="tutor" defaultValue={tutorial.tutor.id}>
                {staff.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </Labelled>
          </div>
        </fieldset>
        {error !== null && <Problem title="The tutorial was not changed">{errorWords(error)}</Problem>}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <output className="mr-auto text-sm text-muted">{words}</output>
          <Button onClick={close}>Leave it</Button>
          <Submit kind="move-tutorial" isBusy={isBusy}>
            Move it …
          </Submit>
        </div>
      </form>
      {dialog}
    </>
  );
}

function Submit({ kind, isBusy, children }: { kind: string; isBusy: boolean; children: React.ReactNode }) {
  return (
    <Button type="submit" name="kind" value={kind} aria-disabled={isBusy}>
      {children}
    </Button>
  );
}
