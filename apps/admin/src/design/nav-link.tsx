"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { mergeClasses } from "./merge-classes";

/** A link of the main navigation; `page` while its page is shown, `true` while one below it is. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname();
  const below = href !== "/" && path.startsWith(`${href}/`);
  const current = path === href ? "page" : below ? "true" : undefined;
  return (
    <Link
      href={href}
      aria-current={current}
      className={mergeClasses(
        "rounded-lg px-3 py-2 text-sm font-medium whitespace-nowrap",
        current === undefined ? "text-muted hover:bg-sunken hover:text-ink" : "bg-accent-soft text-accent-strong",
      )}
    >
      {children}
    </Link>
  );
}
