import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "../design/button";
import { ChoiceLink } from "../design/choice-link";
import { ChoiceNav } from "../design/choice-nav";
import { mergeClasses } from "../design/merge-classes";
import { formatDays } from "../format/days";
import { filterHref, stepped, withDays } from "./href";
import type { FilterQuery } from "./query";
import type { Filters } from "./resolve";

const PRESETS = [
  ["this-week", "This week"],
  ["last-week", "Last week"],
  ["period", "Teaching period"],
] as const;

/** The ranges that have a name, as links. */
export function RangeLinks({ path, query, filters }: { path: string; query: FilterQuery; filters: Filters }) {
  return (
    <ChoiceNav
      label="Range"
      className="max-w-full overflow-x-auto"
      choices={PRESETS.map(([range, name]) => ({
        name,
        href: filterHref(path, withDays(query, { range })),
        isShown: filters.range === range,
      }))}
    />
  );
}

/** Previous, today, next: by the range's own length in calendar days. */
export function RangeSteps({ path, query, filters }: { path: string; query: FilterQuery; filters: Filters }) {
  return (
    <nav aria-label="Days" className="flex items-center gap-1 print:hidden">
      <Step href={filterHref(path, stepped(query, filters, -1))} name="Previous">
        <ChevronLeft aria-hidden className="size-4" />
      </Step>
      <ChoiceLink href={filterHref(path, withDays(query, {}))} className={buttonLook({ tone: "secondary", size: "sm" })}>
        Today
      </ChoiceLink>
      <Step href={filterHref(path, stepped(query, filters, 1))} name="Next">
        <ChevronRight aria-hidden className="size-4" />
      </Step>
    </nav>
  );
}

function Step({ href, name, children }: { href: string; name: string; children: ReactNode }) {
  return (
    <ChoiceLink href={href} className={mergeClasses(buttonLook({ tone: "secondary", size: "sm" }), "px-2")}>
      {children}
      <span className="sr-only">{name}</span>
    </ChoiceLink>
  );
}

/** The days shown, in words. */
export function RangeWords({ filters }: { filters: Filters }) {
  return <span className="font-medium whitespace-nowrap">{formatDays(filters.from, filters.to)}</span>;
}
