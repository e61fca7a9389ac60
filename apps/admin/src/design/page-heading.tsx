import type { ReactNode } from "react";

/** The title of a page with a line below it, and what acts on the whole page beside it. */
export function PageHeading({ title, line, children }: { title: ReactNode; line?: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {line !== undefined && <p className="mt-0.5 text-muted">{line}</p>}
      </div>
      {children}
    </div>
  );
}
