"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/button";

export interface FileToGet {
  readonly name: string;
  readonly href: string;
  /** What the file is called where the server does not say. */
  readonly filename: string;
}

/** Buttons that save files which the server makes; one says so while it is being made, and if that failed. */
export function Downloads({ files }: { files: readonly FileToGet[] }) {
  return (
    <ul aria-label="Downloads" className="flex flex-wrap items-center gap-2 print:hidden">
      {files.map((file) => (
        <li key={file.href}>
          <OneDownload file={file} />
        </li>
      ))}
    </ul>
  );
}

function OneDownload({ file: { name, href, filename } }: { file: FileToGet }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function get() {
    setState("busy");
    try {
      const answer = await fetch(href);
      if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
      const given = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
      save(await answer.blob(), given ?? filename);
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      <Button size="sm" disabled={state === "busy"} onClick={() => void get()}>
        <Download aria-hidden className="size-4" />
        {state === "busy" ? `Preparing ${name} …` : name}
      </Button>
      <output className="text-sm text-bad">{state === "failed" && " It failed. Try again."}</output>
    </>
  );
}

function save(blob: Blob, filename: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  link.click();
  URL.revokeObjectURL(url);
}
