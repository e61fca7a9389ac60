"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { LABEL } from "../../design/field";
import { Problem } from "../../design/notice";
import { formatCount } from "../../format/change";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** Adds the people of a CSV file and gives roles in units: all of it or nothing. */
export function ImportPeople() {
  const trpc = useTRPC();
  const router = useRouter();
  const add = useMutation({ ...trpc.admin.importPeople.mutationOptions(), onSuccess: () => router.refresh() });

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("file");
    if (file instanceof File) add.mutate({ csv: await file.text() });
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col items-start gap-3">
      <p className="max-w-prose text-sm text-muted">
        A CSV file with the columns username, email, first_name, last_name and, where it likes, system_role, unit (a code) and
        unit_role (tutor or convenor). Whoever is known stays as they are; one bad line stops all of it.
      </p>
      <label htmlFor="people-file" className={LABEL}>
        File
      </label>
      <input
        id="people-file"
        name="file"
        type="file"
        accept=".csv,text/csv"
        required
        className="max-w-full text-sm file:mr-3 file:h-8 file:rounded-lg file:border file:border-edge file:bg-surface file:px-3 file:text-ink"
      />
      <Button type="submit" disabled={add.isPending}>
        {add.isPending ? "Importing …" : "Import"}
      </Button>
      {add.isSuccess && (
        <output className="text-sm">
          {formatCount(add.data.added)} added, {formatCount(add.data.known)} known already, {formatCount(add.data.roles)} roles
          given.
        </output>
      )}
      {add.isError && <Problem title="Nothing was imported">{errorWords(add.error)}</Problem>}
    </form>
  );
}
