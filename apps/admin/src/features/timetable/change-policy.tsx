"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "../../design/button";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";
import { DifferenceTable } from "./difference-table";
import { PolicyFields, policyOf, type PolicyValues } from "./policy-fields";
import { changeOf } from "./policy-words";

/** Last week, whole, in the unit's zone. */
export interface LastWeek {
  readonly from: string;
  readonly until: string;
  readonly words: string;
}

/** Changes the policy from now on, after showing what it would have done to last week if asked. */
export function ChangePolicy({
  unitId,
  current,
  lastWeek,
  names,
}: {
  unitId: number;
  current: PolicyValues;
  lastWeek: LastWeek;
  names: readonly { readonly id: number; readonly name: string }[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const preview = useMutation(trpc.units.recompute.mutationOptions());
  const change = useMutation({ ...trpc.units.changePolicy.mutationOptions(), onSuccess: () => router.refresh() });
  const wanted = () => (form.current === null ? {} : changeOf(current, policyOf(new FormData(form.current))));

  function show() {
    if (form.current?.reportValidity() !== true) return;
    const { from, until } = lastWeek;
    preview.mutate({ unitId, from, until, policy: wanted(), apply: false });
  }

  function save() {
    if (form.current?.reportValidity() !== true || Object.keys(wanted()).length === 0) return;
    change.mutate({ unitId, ...wanted() });
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
        change.reset();
      }}
      className="flex flex-col gap-4"
    >
      <PolicyFields id="policy" values={current} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={preview.isPending}>
          {preview.isPending ? "Working it out …" : "Preview on last week"}
        </Button>
        <Button tone="primary" disabled={change.isPending} onClick={save}>
          {change.isPending ? "Saving …" : "Change it from now on"}
        </Button>
        <output className="text-sm text-muted">{change.isSuccess && "Saved. It holds from now on; the past stays."}</output>
      </div>
      {change.isError && <Problem title="The policy was not changed">{errorWords(change.error)}</Problem>}
      {preview.isError && <Problem title="That could not be worked out">{errorWords(preview.error)}</Problem>}
      {preview.isSuccess && (
        <section aria-label="What it would have done to last week">
          <h3 className="mb-2 font-medium">If it had held from the start of last week, {lastWeek.words}</h3>
          <DifferenceTable found={preview.data} names={names} unitId={unitId} />
        </section>
      )}
    </form>
  );
}
