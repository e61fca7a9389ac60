import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { mergeClasses } from "./merge-classes";

const look = cva(
  "inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors select-none disabled:opacity-55 aria-disabled:opacity-55",
  {
    variants: {
      tone: {
        primary: "bg-accent text-on-accent not-disabled:hover:bg-accent-strong",
        secondary: "border border-edge bg-surface text-ink not-disabled:hover:bg-sunken",
        quiet: "text-muted not-disabled:hover:bg-sunken not-disabled:hover:text-ink",
      },
      size: { md: "h-10 px-4 text-sm", sm: "h-8 px-3 text-sm", icon: "size-9" },
    },
    defaultVariants: { tone: "secondary", size: "md" },
  },
);

type Look = VariantProps<typeof look>;

export function Button({ tone, size, className, type = "button", ...props }: ComponentProps<"button"> & Look) {
  return <button type={type} className={mergeClasses(look({ tone, size }), className)} {...props} />;
}

/** The classes of a button, for links that look like one. */
export function buttonLook(options: Look = {}): string {
  return look(options);
}
