"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../design/button";
import { LABEL, Select } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** The choice of the zone in which somebody sees days and times. */
export function ZoneForm({ current, zones }: { current: string | null; zones: readonly string[] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [zone, setZone] = useState(current ?? "");
  const save = useMutation({
    ...trpc.viewer.setTimezone.mutationOptions(),
    onSuccess: () => router.refresh(),
  });
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ timezone: zone === "" ? null : zone });
      }}
    >
      <div className="flex min-w-0 flex-col gap-1.5">
        <label htmlFor="profile-zone" className={LABEL}>
          Time zone
        </label>
        <Select id="profile-zone" value={zone} onChange={(event) => setZone(event.target.value)} className="min-w-0">
          <option value="">That of the unit I look at</option>
          {zones.map((one) => (
            <option key={one} value={one}>
              {one.replaceAll("_", " ")}
            </option>
          ))}
        </Select>
      </div>
      <Button type="submit" tone="primary" disabled={save.isPending}>
        {save.isPending ? "Saving …" : "Save"}
      </Button>
      <output className="text-sm text-good">{save.isSuccess && "Saved."}</output>
      {save.isError && <Problem title="The zone could not be saved">{errorWords(save.error)}</Problem>}
    </form>
  );
}
