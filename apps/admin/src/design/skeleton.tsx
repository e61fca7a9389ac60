import { mergeClasses } from "./merge-classes";

/** A grey shape in the place of something that is being loaded. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={mergeClasses("pulse rounded-md bg-sunken", className)} />;
}

/** Says to a screen reader that something is being loaded; the shapes say it to everybody else. */
export function Loading({ what }: { what: string }) {
  return <output className="sr-only">Loading {what} …</output>;
}
