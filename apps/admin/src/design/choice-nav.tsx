"use client";

import { ChoiceLink } from "./choice-link";
import { useChoosing } from "./choosing";
import { mergeClasses } from "./merge-classes";

interface Choice {
  readonly name: string;
  readonly href: string;
  readonly isShown: boolean;
}

/** Links side by side of which one is what the page shows: the one that was asked for, from then on. */
export function ChoiceNav({ label, choices, className }: { label: string; choices: readonly Choice[]; className?: string }) {
  const { chosen } = useChoosing();
  const isAsked = choices.some(({ href }) => href === chosen);
  return (
    <nav aria-label={label} className={mergeClasses("flex rounded-lg border border-line bg-surface p-0.5", className)}>
      {choices.map(({ name, href, isShown }) => {
        const isCurrent = isAsked ? href === chosen : isShown;
        return (
          <ChoiceLink
            key={name}
            href={href}
            aria-current={isCurrent ? "true" : undefined}
            className={mergeClasses(
              "rounded-md px-3 py-1.5 text-sm font-medium whitespace-nowrap",
              isCurrent ? "bg-accent-soft text-accent-strong" : "text-muted hover:text-ink",
            )}
          >
            {name}
          </ChoiceLink>
        );
      })}
    </nav>
  );
}
