"use client";

import { useCallback, useId, type ReactNode } from "react";

/**
 * Something that has to be answered before the page goes on. It opens when it is drawn; Escape closes it as well. However it
 * goes, the focus returns to what opened it.
 */
export function Dialog({ heading, onClose, children }: { heading: string; onClose: () => void; children: ReactNode }) {
  const id = useId();
  const open = useCallback((dialog: HTMLDialogElement | null) => {
    if (dialog === null) return undefined;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={open}
      onClose={(event) => {
        if (!event.currentTarget.open) onClose();
      }}
      aria-labelledby={id}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(46rem,100vw-2rem)] overflow-y-auto rounded-xl border border-line bg-surface p-4 text-left text-base whitespace-normal text-ink shadow-lg backdrop:bg-ink/40 sm:p-5"
    >
      <h2 id={id} className="font-semibold">
        {heading}
      </h2>
      {children}
    </dialog>
  );
}
