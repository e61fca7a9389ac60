"use client";

import { parseLocalDate } from "@tutor-times/core/local-date";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input } from "../../design/field";
import { Problem } from "../../design/notice";
import { formatDays } from "../../format/days";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { Labelled } from "../../design/labelled";
import { useProposal, type Names } from "./use-proposal";

interface Break {
  readonly id: number;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The days on which nothing takes place in a unit: enters them and takes them back. */
export function Breaks({ unitId, breaks, staff }: { unitId: number; breaks: readonly Break[]; staff: Names }) {
  const { propose, isBusy, words, error, dialog } = useProposal(unitId, staff);

  function add(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [name, from, to] = [fieldText(given, "name"), fieldText(given, "from"), fieldText(given, "to")];
    propose({ kind: "add-break", name, from, to });
  }

  return (
    <>
      {breaks.length === 0 && <p className="text-sm text-muted">No breaks: tutorials take place in every week of the period.</p>}
      <ul aria-label="Breaks" className="flex flex-col gap-1">
        {breaks.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-center justify-between gap-3 border-t border-line py-2 first:border-t-0"
          >
            <span className="min-w-0 break-words">
              <bdi>{one.name}</bdi>{" "}
              <span className="text-sm text-muted">
                no tutorials {formatDays(parseLocalDate(one.from), parseLocalDate(one.to))}
              </span>
            </span>
            <Button size="sm" aria-disabled={isBusy} onClick={() => propose({ kind: "remove-break", breakId: one.id })}>
              Take it back …<span className="sr-only"> {one.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <form key={breaks.length} onSubmit={add} className="mt-3 flex flex-wrap items-end gap-3">
        <Labelled id="break-name" name="New break">
          <Input
            id="break-name"
            name="name"
            required
            maxLength={100}
            placeholder="Mid-term break"
            autoComplete="off"
            className="w-56"
          />
        </Labelled>
        <Labelled id="break-from" name="First day off">
          <Input id="break-from" name="from" type="date" required className="w-44" />
        </Labelled>
        <Labelled id="break-to" name="Last day off">
          <Input id="break-to" name="to" type="date" required className="w-44" />
        </Labelled>
        <Button type="submit" aria-disabled={isBusy}>
          Add the break …
        </Button>
        <output className="self-center text-sm text-muted">{words}</output>
      </form>
      {error !== null && <Problem title="The breaks were not changed">{errorWords(error)}</Problem>}
      {dialog}
    </>
  );
}
