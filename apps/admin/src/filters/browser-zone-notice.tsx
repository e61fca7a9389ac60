"use client";

import { Globe } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { browserZone, rememberBrowserZone } from "../design/browser-zone";
import { ChoiceLink } from "../design/choice-link";
import { TEXT_LINK } from "../design/text-link";
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
    <p className="mt-3 flex gap-2 text-sm text-muted print:hidden">
      <Globe aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        This browser is in {here.replaceAll("_", " ")}; days and times are those of {timezone.replaceAll("_", " ")}.{" "}
        <ChoiceLink href={filterHref(path, { ...query, zone: here })} className={TEXT_LINK}>
          Show them in {here.replaceAll("_", " ")}
        </ChoiceLink>
      </span>
    </p>
  );
}
