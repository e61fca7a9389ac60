"use client";

import { Globe } from "lucide-react";
import Link from "next/link";
import { useEffect, useSyncExternalStore } from "react";
import { browserZone, rememberBrowserZone } from "../design/browser-zone";
import { filterHref } from "./href";
import type { FilterQuery } from "./query";

const never = () => () => undefined;

/** See `ZoneNotice`. `known` is the zone that the browser was in when it was last asked, or that of the page. */
export function BrowserZoneNotice({
  path,
  query,
  timezone,
  known,
}: {
  path: string;
  query: FilterQuery;
  timezone: string;
  known: string;
}) {
  const here = useSyncExternalStore(never, browserZone, () => known);
  useEffect(rememberBrowserZone, [here]);
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
