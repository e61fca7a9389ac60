import type { ComponentProps, ReactNode } from "react";
import { mergeClasses } from "./merge-classes";

export function Panel({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      className={mergeClasses(
        "rounded-xl border border-line bg-surface p-4 sm:p-5 print:break-inside-avoid print:p-3",
        className,
      )}
      {...props}
    />
  );
}

/** The heading of a panel, with what belongs to it on the right. */
export function PanelHeading({ id, title, children }: { id?: string; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {children}
    </div>
  );
}
