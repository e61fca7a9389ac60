import { CircleAlert, Inbox } from "lucide-react";
import type { ReactNode } from "react";

/** Something went wrong, or could not be followed: what, and what to do. */
export function Problem({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div role="alert" className="flex gap-3 rounded-xl border border-bad bg-bad-soft p-4">
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {children !== undefined && <div className="mt-1 text-sm">{children}</div>}
        {action !== undefined && <div className="mt-3">{action}</div>}
      </div>
    </div>
  );
}

/** Nothing is here yet: what would be, and how it comes about. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-10 text-center">
      <Inbox aria-hidden className="size-6 text-muted" />
      <p className="font-medium">{title}</p>
      <p className="max-w-prose text-sm text-balance text-muted">{children}</p>
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** What in the address could not be followed. */
export function AddressProblems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <output className="mb-4 block rounded-lg bg-warn-soft px-4 py-2.5 text-sm text-warn">
      {problems.map((problem) => (
        <span key={problem} className="block">
          {problem}
        </span>
      ))}
    </output>
  );
}
