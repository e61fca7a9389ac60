"use client";

import { useState, type ChangeEvent, type ComponentProps } from "react";
import { Input, Select } from "../design/field";
import { mergeClasses } from "../design/merge-classes";

/** A choice in the address: what was chosen shows at once, what the address says from the moment it says something else. */
export function FilterSelect({ value, className, ...props }: ComponentProps<"select"> & { value: string }) {
  return <Select {...useDraft(value)} className={mergeClasses("h-8 min-w-0 px-2 text-sm", className)} {...props} />;
}

/** A text or a day in the address, in the same way. */
export function FilterInput({ value, className, ...props }: ComponentProps<"input"> & { value: string }) {
  return <Input {...useDraft(value)} className={mergeClasses("h-8 w-auto px-2 text-sm", className)} {...props} />;
}

/** The control is the same for all values, so that it keeps the focus. */
function useDraft(value: string) {
  const [known, setKnown] = useState(value);
  const [draft, setDraft] = useState(value);
  if (known !== value) {
    setKnown(value);
    setDraft(value);
  }
  return {
    value: draft,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => setDraft(event.target.value),
  };
}
