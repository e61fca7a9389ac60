import { isTimeZone } from "@tutor-times/core/local-days";
import { cookies } from "next/headers";
import { BROWSER_ZONE_COOKIE } from "../design/browser-zone";
import { BrowserZoneNotice } from "./browser-zone-notice";
import type { FilterQuery } from "./query";

/**
 * Says so where the browser's clock is set to another zone than the one times are shown in. The server learns the browser's
 * zone when somebody signs in, and draws this at once: nothing has to make room for it later.
 */
export async function ZoneNotice({ path, query, timezone }: { path: string; query: FilterQuery; timezone: string }) {
  const told = (await cookies()).get(BROWSER_ZONE_COOKIE)?.value;
  const known = told !== undefined && isTimeZone(told) ? told : timezone;
  return <BrowserZoneNotice path={path} query={query} timezone={timezone} known={known} />;
}
