import type { ComponentProps } from "react";
import { mergeClasses } from "./merge-classes";

const CONTROL = "h-10 rounded-lg border border-edge bg-surface px-3 text-ink placeholder:text-muted disabled:opacity-55";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={mergeClasses(CONTROL, "w-full", className)} {...props} />;
}

export function TextArea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={mergeClasses(CONTROL, "h-auto w-full py-2", className)} {...props} />;
}

export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={mergeClasses(CONTROL, "max-w-full pr-2", className)} {...props} />;
}

/** The classes of a label above its control. */
export const LABEL = "text-sm font-medium";
