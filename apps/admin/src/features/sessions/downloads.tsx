"use client";

import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { FileButton, type MadeFile } from "../../design/file-button";
import { useTutorTimes } from "../../trpc/client";
import { chosenColumns, type SessionRow } from "./session-columns";
import { sessionCsv } from "./session-csv";

export type SessionSearch = inferRouterInputs<AppRouter>["sessions"]["browse"] & { from: string; to: string; timezone: string };

const PAGE_SIZE = 200;

/** Saves the rows of all pages as a file, with the columns, the filters and the order that the table has. */
export function Downloads({
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

  async function csv(): Promise<MadeFile> {
    const rows: SessionRow[] = [];
    for (let page = 1, total = 1; rows.length < total; page += 1) {
      const found = await client.sessions.browse.query({ ...search, page, pageSize: PAGE_SIZE });
      if (found.sessions.length === 0) break;
      rows.push(...found.sessions);
      total = found.total;
    }
    const text = sessionCsv(rows, { columns: chosenColumns(columns.join(".")), timezone: search.timezone, withTutor });
    return { blob: new Blob([text], { type: "text/csv;charset=utf-8" }), filename: `${name}.csv` };
  }

  async function xlsx(): Promise<MadeFile> {
    const asked = Object.entries({ ...search, columns: columns.join(".") }).map(([key, value]) => [key, String(value)]);
    const answer = await fetch(`/downloads/sessions?${new URLSearchParams(asked)}`);
    if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
    return { blob: await answer.blob(), filename: `${name}.xlsx` };
  }

  return (
    <>
      <FileButton name="CSV" make={csv} />
      <FileButton name="XLSX" make={xlsx} />
    </>
  );
}
