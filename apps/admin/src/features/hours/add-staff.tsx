"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, Select } from "../../design/field";
import { Labelled } from "../../design/labelled";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";

/** Makes somebody who has an account tutor or convenor of the unit. */
export function AddStaff({ unitId }: { unitId: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const give = useMutation({ ...trpc.admin.giveRole.mutationOptions(), onSuccess: () => router.refresh() });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const role = given.get("role") === "convenor" ? "convenor" : "tutor";
    give.mutate({ unitId, username: fieldText(given, "username"), role });
  }

  return (
    <form onSubmit={submit} className="mt-4 flex flex-wrap items-end gap-3">
      <Labelled id="staff-username" name="Username">
        <Input id="staff-username" name="username" required autoComplete="off" className="w-48" />
      </Labelled>
      <Labelled id="staff-role" name="Role">
        <Select id="staff-role" name="role" defaultValue="tutor">
          <option value="tutor">Tutor</option>
          <option value="convenor">Convenor</option>
        </Select>
      </Labelled>
      <Button type="submit" disabled={give.isPending}>
        {give.isPending ? "Adding …" : "Add to the staff"}
      </Button>
      <output className="self-center text-sm text-muted">
        {give.isSuccess && `${give.variables.username} is ${give.variables.role} now.`}
      </output>
      {give.isError && <Problem title="Nobody was added">{errorWords(give.error)}</Problem>}
    </form>
  );
}
