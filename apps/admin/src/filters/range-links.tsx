import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonLook } from "../design/button";
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
    <nav aria-label="Range" className="flex max-w-full overflow-x-auto rounded-lg border border-line bg-surface p-0.5">
      {PRESETS.map(([range, name]) => (
        <Link
          key={range}
          href={filterHref(path, withDays(query, { range }))}
          aria-current={filters.range === range ? "true" : undefined}
          scroll={false}
          className={mergeClasses(
            "rounded-md px-3 py-1.5 text-sm font-medium whitespace-nowrap",
            filters.range === range ? "bg-accent-soft text-accent-strong" : "text-muted hover:text-ink",
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

/** Previous, today, next: by the range's own length in calendar days. */
export function RangeSteps({ path, query, filters }: { path: string; query: FilterQuery; filters: Filters }) {
  return (
    <nav aria-label="Days" className="flex items-center gap-1 print:hidden">
      <Step href={filterHref(path, stepped(query, filters, -1))} name="Previous">
        <ChevronLeft aria-hidden className="size-4" />
      </Step>
      <Link href={filterHref(path, withDays(query, {}))} scroll={false} className={buttonLook({ tone: "secondary", size: "sm" })}>
        Today
      </Link>
      <Step href={filterHref(path, stepped(query, filters, 1))} name="Next">
        <ChevronRight aria-hidden className="size-4" />
      </Step>
    </nav>
  );
}

function Step({ href, name, children }: { href: string; name: string; children: ReactNode }) {
  return (
    <Link href={href} scroll={false} className={mergeClasses(buttonLook({ tone: "secondary", size: "sm" }), "px-2")}>
      {children}
      <span className="sr-only">{name}</span>
    </Link>
  );
}

/** The days shown, in words. */
export function RangeWords({ filters }: { filters: Filters }) {
  return <span className="font-medium whitespace-nowrap">{formatDays(filters.from, filters.to)}</span>;
}
