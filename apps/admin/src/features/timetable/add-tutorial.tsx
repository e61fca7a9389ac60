"use client";

import { WEEKDAYS } from "@tutor-times/core/local-date";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, Select } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { Labelled } from "../../design/labelled";
import type { Stream } from "./streams";
import { useProposal, type Names } from "./use-proposal";

/** Enters a weekly tutorial. */
export function AddTutorial({
  unitId,
  known,
  streams,
  staff,
}: {
  unitId: number;
  /** How many tutorials there are: the form begins anew with one more. */
  known: number;
  streams: readonly Stream[];
  staff: Names;
}) {
  const { propose, isBusy, words, error, dialog } = useProposal(unitId, staff);

  function add(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const stream = fieldText(given, "stream");
    const tutorial = {
      abbreviation: fieldText(given, "name"),
      tutorId: Number(fieldText(given, "tutor")),
      meetingDay: WEEKDAYS.find((day) => day === fieldText(given, "day")) ?? "Monday",
      meetingTime: fieldText(given, "time"),
      durationMinutes: Number(fieldText(given, "minutes")),
      streamId: stream === "" ? null : Number(stream),
      from: fieldText(given, "from") || null,
      to: fieldText(given, "to") || null,
    };
    propose({ kind: "add-tutorial", tutorial });
  }

  return (
    <details className="group mt-4">
      <summary className="inline-block rounded-md text-sm text-accent underline underline-offset-2">Add a tutorial</summary>
      <form key={known} onSubmit={add} className="mt-3 grid max-w-3xl gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Labelled id="tutorial-name" name="Name">
          <Input id="tutorial-name" name="name" required maxLength={100} />
        </Labelled>
        <Labelled id="tutorial-tutor" name="Taught by">
          <Select id="tutorial-tutor" name="tutor" required>
            {staff.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled id="tutorial-day" name="Weekday">
          <Select id="tutorial-day" name="day">
            {WEEKDAYS.map((day) => (
              <option key={day}>{day}</option>
            ))}
          </Select>
        </Labelled>
        <Labelled id="tutorial-time" name="Begins at">
          <Input id="tutorial-time" name="time" type="time" required defaultValue="10:00" />
        </Labelled>
        <Labelled id="tutorial-minutes" name="Minutes">
          <Input id="tutorial-minutes" name="minutes" type="number" min={1} max={1440} required defaultValue={120} />
        </Labelled>
        <Labelled id="tutorial-stream" name="Stream">
          <Select id="tutorial-stream" name="stream">
            <option value="">None</option>
            {streams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled id="tutorial-from" name="First day, if not the unit’s">
          <Input id="tutorial-from" name="from" type="date" />
        </Labelled>
        <Labelled id="tutorial-to" name="Last day, if not the unit’s">
          <Input id="tutorial-to" name="to" type="date" />
        </Labelled>
        <span className="flex items-center gap-3 sm:col-span-2 lg:col-span-4">
          <Button type="submit" tone="primary" aria-disabled={isBusy}>
            Add it …
          </Button>
          <output className="text-sm text-muted">{words}</output>
        </span>
      </form>
      {error !== null && <Problem title="The tutorial was not added">{errorWords(error)}</Problem>}
      {dialog}
    </details>
  );
}
