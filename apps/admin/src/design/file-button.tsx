"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";
import { saveFile } from "./save-file";

/** A file that a page makes or fetches, and what it is called. */
export interface MadeFile {
  readonly blob: Blob;
  readonly filename: string;
}

/** A button that saves a file; it says so while the file is being made, and if that failed. */
export function FileButton({ name, make }: { name: string; make: () => Promise<MadeFile> }) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function get() {
    setState("busy");
    try {
      const { blob, filename } = await make();
      saveFile(blob, filename);
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <span className="flex items-center gap-2">
      <Button size="sm" disabled={state === "busy"} onClick={() => void get()}>
        <Download aria-hidden className="size-4" />
        {state === "busy" ? `Preparing ${name} …` : name}
      </Button>
      <output className="text-sm text-bad empty:hidden">
        {state === "failed" && "The file could not be made. Nothing is lost: try again."}
      </output>
    </span>
  );
}
