import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

const look = cva("inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap", {
  variants: {
    tone: {
      neutral: "bg-sunken text-ink",
      accent: "bg-accent-soft text-accent-strong",
      good: "bg-good-soft text-good",
      warn: "bg-warn-soft text-warn",
      bad: "bg-bad-soft text-bad",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export type Tone = NonNullable<VariantProps<typeof look>["tone"]>;

export function Badge({ tone, children }: { tone?: Tone; children: ReactNode }) {
  return <span className={look({ tone })}>{children}</span>;
}

/** A dot that beats while something goes on. */
export function LiveDot() {
  return <span aria-hidden className="pulse size-2 shrink-0 rounded-full bg-good" />;
}
