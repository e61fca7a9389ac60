"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "../../design/button";
import { saveFile } from "../../design/save-file";
import { fetchFile, type Progress } from "./fetch-file";
import { progressWords } from "./progress-words";

export interface FileToGet {
  readonly name: string;
  readonly href: string;
  /** What the file is called where the server does not say. */
  readonly filename: string;
}

/** Buttons that save files which the server makes; what takes longer than a second says how far it is, and what failed that it did. */
export function Downloads({ files }: { files: readonly FileToGet[] }) {
  return (
    <ul aria-label="Downloads" className="flex flex-wrap items-start gap-2 print:hidden">
      {files.map((file) => (
        <li key={file.href}>
          <OneDownload file={file} />
        </li>
      ))}
    </ul>
  );
}

type State = "idle" | "busy" | "failed" | Progress;

/** What is ready sooner needs no progress: it would only flicker. */
const SHOWN_AFTER_MS = 1_000;

function OneDownload({ file: { name, href, filename } }: { file: FileToGet }) {
  const [state, setState] = useState<State>("idle");
  const isBusy = typeof state === "object" || state === "busy";

  async function get() {
    setState("busy");
    let latest: Progress = { received: 0, total: null };
    let isShown = false;
    const show = setTimeout(() => {
      isShown = true;
      setState(latest);
    }, SHOWN_AFTER_MS);
    try {
      const file = await fetchFile(href, (progress) => {
        latest = progress;
        if (isShown) setState(progress);
      });
      saveFile(file.blob, file.name ?? filename);
      setState("idle");
    } catch {
      setState("failed");
    } finally {
      clearTimeout(show);
    }
  }

  return (
    <>
      <Button size="sm" aria-disabled={isBusy} onClick={isBusy ? undefined : () => void get()}>
        <Download aria-hidden className="size-4" />
        {name}
      </Button>
      {typeof state === "object" && (
        <progress
          aria-label={`Preparing ${name}`}
          className="mt-1 block h-1.5 w-full accent-accent"
          {...(state.total === null || state.received === 0 ? {} : { value: state.received, max: state.total })}
        />
      )}
      <output className="block max-w-48 text-xs text-muted">
        {typeof state === "object" && progressWords(state)}
        {state === "failed" && <span className="text-sm text-bad">It failed. Try again.</span>}
      </output>
    </>
  );
}
