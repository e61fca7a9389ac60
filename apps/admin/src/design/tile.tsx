import type { ReactNode } from "react";
import { HowCounted } from "./how-counted";
import { mergeClasses } from "./merge-classes";

/** A figure with its name, how it is counted and what to compare it with. Stands in a `Tiles`. */
export function Tile({
  name,
  value,
  how,
  children,
  className,
}: {
  name: string;
  value: ReactNode;
  how?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div
      className={mergeClasses(
        "flex min-w-0 flex-col rounded-xl border border-line bg-surface p-3.5 sm:p-4 print:break-inside-avoid",
        className,
      )}
    >
      <dt className="flex min-h-10 items-start justify-between gap-2 text-[0.8125rem] leading-5 text-muted sm:min-h-7">
        {name}
        {how !== undefined && <HowCounted figure={name}>{how}</HowCounted>}
      </dt>
      <dd className="flex grow flex-col gap-1">
        <span className="text-xl font-semibold tracking-tight whitespace-nowrap sm:text-2xl">{value}</span>
        {children}
      </dd>
    </div>
  );
}

export function Tiles({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <dl aria-label={label} className={mergeClasses("grid grid-cols-2 gap-3 lg:gap-4", className)}>
      {children}
    </dl>
  );
}

/** How a figure differs from the one before, in words as well as in sign. */
export function Change({ change, previous }: { change: string; previous: string }) {
  return (
    <span className="text-sm text-muted">
      <span className="font-medium whitespace-nowrap text-ink">{change}</span> {change === "same" ? "as" : "against"} {previous}
    </span>
  );
}
