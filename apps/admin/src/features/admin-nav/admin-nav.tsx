"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { mergeClasses } from "../../design/merge-classes";

const PAGES = [
  ["/admin", "Units"],
  ["/admin/people", "People and roles"],
  ["/admin/service-accounts", "Service accounts"],
  ["/admin/tokens", "Tokens in use"],
  ["/admin/removed", "Removed sessions"],
  ["/admin/log", "Log of changes"],
] as const;

/** The pages for administrators. */
export function AdminNav() {
  const path = usePathname();
  return (
    <nav
      aria-label="Administration"
      className="-mx-4 mb-5 overflow-x-auto border-b border-line px-3 sm:-mx-6 sm:px-5 print:hidden"
    >
      <ul className="flex gap-1">
        {PAGES.map(([href, name]) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={path === href ? "page" : undefined}
              className={mergeClasses(
                "block border-b-2 px-2 py-2 text-sm font-medium whitespace-nowrap focus-visible:-outline-offset-2",
                path === href ? "border-accent text-accent-strong" : "border-transparent text-muted hover:text-ink",
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
