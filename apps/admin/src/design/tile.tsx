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
      className={mergeClasses("flex flex-col rounded-xl border border-line bg-surface p-4 print:break-inside-avoid", className)}
    >
      <dt className="flex min-h-7 items-center justify-between gap-2 text-sm text-muted">
        {name}
        {how !== undefined && <HowCounted figure={name}>{how}</HowCounted>}
      </dt>
      <dd className="mt-1 flex grow flex-col gap-1">
        <span className="text-2xl font-semibold tracking-tight text-balance">{value}</span>
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
