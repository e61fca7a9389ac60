"use client";

import Form from "next/form";
import { useEffect, useRef, type ReactNode } from "react";

/** The name of the field that was chosen last: the page that it leads to may draw it anew, and keeps the focus on it. */
let chosen: string | null = null;

/** A form whose fields become the address of `path`, at once when a choice is made; `kept` goes along unseen. */
export function FilterForm({
  path,
  kept,
  children,
  className,
}: {
  path: string;
  kept: Readonly<Record<string, string>>;
  children: ReactNode;
  className?: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (chosen === null || document.activeElement !== document.body) return;
    const field = form.current?.elements.namedItem(chosen);
    if (!(field instanceof HTMLElement)) return;
    field.focus({ preventScroll: true });
    chosen = null;
  });
  return (
    <Form
      ref={form}
      action={path}
      scroll={false}
      className={className}
      onChange={(event) => {
        if (!(event.target instanceof HTMLSelectElement)) return;
        chosen = event.target.name;
        event.currentTarget.requestSubmit();
      }}
      onBlur={(event) => {
        // Whoever goes on to something else is not brought back.
        if (event.relatedTarget !== null) chosen = null;
      }}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}
