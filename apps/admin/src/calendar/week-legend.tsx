import type { ReactNode } from "react";

/** Which block is what; what no day of the week has is left out. */
export function WeekLegend({ hasRemoved, hasMissing }: { hasRemoved: boolean; hasMissing: boolean }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <Kind look="bg-accent">session</Kind>
      <Kind look="in-tutorial border bg-accent-soft">session in a tutorial</Kind>
      <Kind look="border border-dashed border-edge bg-sunken">tutorial</Kind>
      {hasRemoved && <Kind look="border border-dashed border-edge">removed</Kind>}
      {hasMissing && <Kind look="no-such-hour border border-line">time that clocks do not show</Kind>}
    </ul>
  );
}

function Kind({ look, children }: { look: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={`inline-block size-3 rounded-sm ${look}`} />
      {children}
    </li>
  );
}
