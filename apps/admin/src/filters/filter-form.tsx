"use client";

import type { ReactNode } from "react";
import { useChoosing } from "../design/choosing";

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
  const { choose } = useChoosing();
  return (
    <form
      action={path}
      className={className}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        choose(addressOf(path, new FormData(event.currentTarget)), false);
      }}
    >
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

function addressOf(path: string, fields: FormData): string {
  const filled = [...fields].flatMap(([name, value]) => (typeof value === "string" && value !== "" ? [[name, value]] : []));
  return filled.length === 0 ? path : `${path}?${new URLSearchParams(filled).toString()}`;
}
