"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";

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
      save(await make());
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

function save({ blob, filename }: MadeFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = filename;
  link.click();
  URL.revokeObjectURL(url);
}
