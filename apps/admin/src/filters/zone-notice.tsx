"use client";

import { Globe } from "lucide-react";
import Link from "next/link";
import { useSyncExternalStore } from "react";
import { filterHref } from "./href";
import type { FilterQuery } from "./query";

const never = () => () => undefined;
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Says so where the browser's clock is set to another zone than the one times are shown in. */
export function ZoneNotice({ path, query, timezone }: { path: string; query: FilterQuery; timezone: string }) {
  const here = useSyncExternalStore(never, browserZone, () => timezone);
  if (here === timezone) return null;
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted print:hidden">
      <Globe aria-hidden className="size-4" />
      This browser is in {here.replaceAll("_", " ")}; days and times are those of {timezone.replaceAll("_", " ")}.
      <Link href={filterHref(path, { ...query, zone: here })} scroll={false} className="text-accent underline underline-offset-2">
        Show them in {here.replaceAll("_", " ")}
      </Link>
    </p>
  );
}
