"use client";

import { useState, type ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

/**
 * A button in a row or a text that opens a dialog. What stands in it is drawn only then, anew each time, and is told how to
 * close it; `about` says to a screen reader which row it is.
 */
export function DialogButton({
  name,
  about,
  heading,
  children,
}: {
  name: string;
  about: string;
  heading: string;
  children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" tone="quiet" className="-mx-2 -my-1.5 px-2 underline underline-offset-2" onClick={() => setOpen(true)}>
        <span>
          {name}
          <span className="sr-only"> {about}</span> …
        </span>
      </Button>
      {isOpen && (
        <Dialog heading={heading} onClose={close}>
          {children(close)}
        </Dialog>
      )}
    </>
  );
}
