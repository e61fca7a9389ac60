"use client";

import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/button";
import { useTutorTimes } from "../../trpc/client";
import { chosenColumns, type SessionRow } from "./session-columns";
import { sessionCsv } from "./session-csv";

export type SessionSearch = inferRouterInputs<AppRouter>["sessions"]["browse"] & { from: string; to: string; timezone: string };

const PAGE_SIZE = 200;

/** Saves the rows of all pages as a file, with the columns, the filters and the order that the table has. */
export function DownloadCsv({
  search,
  columns,
  withTutor,
  name,
}: {
  search: SessionSearch;
  columns: readonly string[];
  withTutor: boolean;
  name: string;
}) {
  const client = useTutorTimes();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function download() {
    setState("busy");
    try {
      const rows: SessionRow[] = [];
      for (let page = 1, total = 1; rows.length < total; page += 1) {
        const found = await client.sessions.browse.query({ ...search, page, pageSize: PAGE_SIZE });
        if (found.sessions.length === 0) break;
        rows.push(...found.sessions);
        total = found.total;
      }
      const csv = sessionCsv(rows, { columns: chosenColumns(columns.join(".")), timezone: search.timezone, withTutor });
      save(csv, `${name}.csv`);
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <span className="flex items-center gap-2">
      <Button size="sm" disabled={state === "busy"} onClick={() => void download()}>
        <Download aria-hidden className="size-4" />
        {state === "busy" ? "Preparing …" : "CSV"}
      </Button>
      {state === "failed" && (
        <output className="text-sm text-bad">The file could not be made. Nothing is lost: try again.</output>
      )}
    </span>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
