"use client";

import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, Select } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { Labelled } from "../../design/labelled";
import { useProposal, type Names } from "./use-proposal";

/** The days and the zone of a unit, within which its tutorials take place: changes them. */
export function TeachingPeriod({
  unit,
  zones,
  staff,
}: {
  unit: { readonly id: number; readonly startDate: string; readonly endDate: string; readonly timezone: string };
  zones: readonly string[];
  staff: Names;
}) {
  const { propose, isBusy, words, error, dialog } = useProposal(unit.id, staff);

  function change(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [startDate, endDate] = [fieldText(given, "start"), fieldText(given, "end")];
    propose({ kind: "set-unit", dates: { startDate, endDate, timezone: fieldText(given, "zone") } });
  }

  return (
    <details className="group mt-4">
      <summary className="inline-block rounded-md text-sm text-accent underline underline-offset-2">
        Change the teaching period
      </summary>
      <form onSubmit={change} className="mt-3 flex flex-wrap items-end gap-3">
        <Labelled id="period-start" name="First day">
          <Input id="period-start" name="start" type="date" required defaultValue={unit.startDate} className="w-44" />
        </Labelled>
        <Labelled id="period-end" name="Last day">
          <Input id="period-end" name="end" type="date" required defaultValue={unit.endDate} className="w-44" />
        </Labelled>
        <Labelled id="period-zone" name="Time zone">
          <Select id="period-zone" name="zone" defaultValue={unit.timezone}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
        </Labelled>
        <Button type="submit" aria-disabled={isBusy}>
          Change it …
        </Button>
        <output className="self-center text-sm text-muted">{words}</output>
      </form>
      {error !== null && <Problem title="The teaching period was not changed">{errorWords(error)}</Problem>}
      {dialog}
    </details>
  );
}
