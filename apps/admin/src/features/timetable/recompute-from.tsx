"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "../../design/button";
import { Select } from "../../design/field";
import { Labelled } from "../../design/labelled";
import { Problem } from "../../design/notice";
import { formatCount } from "../../format/change";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";
import { DifferenceTable } from "./difference-table";
import { PolicyFields, policyOf, type PolicyValues } from "./policy-fields";
import { changeOf } from "./policy-words";

/** The one way in which a change reaches into the past: shows the difference first, and is done only after that. */
export function RecomputeFrom({
  unitId,
  current,
  mondays,
  names,
}: {
  unitId: number;
  current: PolicyValues;
  /** The days it can begin with, in words, and the instant at which each begins in the unit's zone. */
  mondays: readonly { readonly words: string; readonly from: string }[];
  names: readonly { readonly id: number; readonly name: string }[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const preview = useMutation(trpc.units.recompute.mutationOptions());
  const apply = useMutation({
    ...trpc.units.recompute.mutationOptions(),
    onSuccess() {
      preview.reset();
      router.refresh();
    },
  });

  function show() {
    if (form.current === null) return;
    const given = new FormData(form.current);
    const change = changeOf(current, policyOf(given));
    const policy = Object.keys(change).length === 0 ? {} : { policy: change };
    const timetable = given.get("timetable") === "on";
    preview.mutate({ unitId, from: fieldText(given, "from"), ...policy, timetable, apply: false });
  }

  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
      onChange={() => {
        preview.reset();
        apply.reset();
      }}
      className="flex flex-col gap-4"
    >
      <Labelled id="recompute-from" name="From the beginning of">
        <Select id="recompute-from" name="from" defaultValue={mondays.at(-1)?.from} className="w-56">
          {mondays.map(({ words, from }) => (
            <option key={from} value={from}>
              {words}
            </option>
          ))}
        </Select>
      </Labelled>
      <PolicyFields id="recompute" values={current} />
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" name="timetable" className="size-4 accent-accent" />
        With the timetable as it stands now
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={preview.isPending || apply.isPending}>
          {preview.isPending ? "Working it out …" : "Show the difference"}
        </Button>
        <output className="text-sm text-muted">
          {apply.isSuccess && `Done: ${formatCount(apply.data.differences.length)} sessions changed.`}
        </output>
      </div>
      {preview.isError && <Problem title="That could not be worked out">{errorWords(preview.error)}</Problem>}
      {preview.isSuccess && (
        <section aria-label="The difference" className="flex flex-col gap-3">
          <DifferenceTable found={preview.data} names={names} unitId={unitId} />
          <span>
            <Button tone="primary" disabled={apply.isPending} onClick={() => apply.mutate({ ...preview.variables, apply: true })}>
              {apply.isPending ? "Recomputing …" : "Recompute and log it"}
            </Button>
          </span>
        </section>
      )}
      {apply.isError && <Problem title="Nothing was recomputed">{errorWords(apply.error)}</Problem>}
    </form>
  );
}
