"use client";

import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input } from "../../design/field";
import { Labelled } from "../../design/labelled";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useProposal, type Names } from "./use-proposal";

export interface Stream {
  readonly id: number;
  readonly name: string;
  readonly cutsSessions: boolean;
}

/** The streams of a unit, and whether the tutorials of each cut sessions. */
export function Streams({ unitId, streams, staff }: { unitId: number; streams: readonly Stream[]; staff: Names }) {
  const { propose, save, isBusy, words, error, dialog } = useProposal(unitId, staff);

  function add(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = fieldText(new FormData(event.currentTarget), "name");
    save({ kind: "add-stream", name, cutsSessions: true });
  }

  return (
    <>
      {streams.length === 0 && <p className="text-sm text-muted">No streams: every tutorial cuts sessions.</p>}
      <ul className="flex flex-col gap-1">
        {streams.map(({ id, name, cutsSessions }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-t border-line py-2 first:border-t-0">
            <span>
              <bdi>{name}</bdi>{" "}
              <span className="text-sm text-muted">
                {cutsSessions ? "Its tutorials cut sessions." : "Its tutorials do not cut sessions."}
              </span>
            </span>
            <Button
              size="sm"
              aria-disabled={isBusy}
              onClick={() => propose({ kind: "set-stream", streamId: id, cutsSessions: !cutsSessions })}
            >
              {cutsSessions ? "Do not cut any more …" : "Cut from now on …"}
              <span className="sr-only"> at tutorials of {name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <form key={streams.length} onSubmit={add} className="mt-3 flex flex-wrap items-end gap-3">
        <Labelled id="stream-name" name="New stream">
          <Input id="stream-name" name="name" required maxLength={100} className="w-56" />
        </Labelled>
        <Button type="submit" aria-disabled={isBusy}>
          Add
        </Button>
        <output className="self-center text-sm text-muted">{words}</output>
      </form>
      {error !== null && <Problem title="The stream was not changed">{errorWords(error)}</Problem>}
      {dialog}
    </>
  );
}
