"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { mergeClasses } from "../../design/merge-classes";

const PAGES = [
  ["", "Overview"],
  ["/week", "Week"],
  ["/sessions", "Sessions"],
  ["/tasks", "Tasks"],
  ["/students", "Students"],
  ["/hours", "Staff and hours"],
  ["/forecast", "Will it be done"],
  ["/timetable", "Timetable and policy"],
  ["/history", "History"],
] as const;

/** Pages that are about days take over those of the page before. */
const KEPT = ["range", "from", "to", "zone"];
const WITHOUT_DAYS = ["/hours", "/timetable", "/history"];

/** The pages of a unit; the one that is shown, or that what is shown belongs to, is marked. */
export function UnitNav({ base }: { base: string }) {
  const path = usePathname();
  const given = useSearchParams();
  const kept = new URLSearchParams(KEPT.flatMap((name) => given.getAll(name).map((value) => [name, value]))).toString();
  const below = path.slice(base.length);
  return (
    <nav aria-label="Unit" className="-mx-4 mb-5 overflow-x-auto border-b border-line px-3 sm:-mx-6 sm:px-5 print:hidden">
      <ul className="flex gap-1">
        {PAGES.map(([page, name]) => {
          const exact = below === page;
          const within = exact || (page === "" ? below.startsWith("/tutors") : below.startsWith(`${page}/`));
          return (
            <li key={page}>
              <Link
                href={`${base}${page}${kept === "" || WITHOUT_DAYS.includes(page) ? "" : `?${kept}`}`}
                prefetch={false}
                aria-current={exact ? "page" : within ? "true" : undefined}
                className={mergeClasses(
                  "block border-b-2 px-2 py-2 text-sm font-medium whitespace-nowrap focus-visible:-outline-offset-2",
                  within ? "border-accent text-accent-strong" : "border-transparent text-muted hover:text-ink",
                )}
              >
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
