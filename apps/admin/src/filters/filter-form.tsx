"use client";

import Form from "next/form";
import type { ReactNode } from "react";

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
  return (
    <Form
      action={path}
      scroll={false}
      className={className}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}
