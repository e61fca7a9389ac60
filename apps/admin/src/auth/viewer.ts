import "server-only";
import { currentInstant } from "@tutor-times/api/clock";
import { identify } from "@tutor-times/api/identify";
import { sharedDatabase } from "@tutor-times/db/database";
import type { Viewer } from "@tutor-times/db/viewers";
import { headers } from "next/headers";
import { cache } from "react";
import { browserTokenFromCookies } from "./browser-token";

/** Who asks for a page; `expired` if they showed a credential that was good once. */
export interface PageViewer {
  readonly viewer: Viewer | null;
  readonly expired: boolean;
}

/** Who asks for this page, with the roles they hold now. Read from the database once per request. */
export const pageViewer = cache(async (): Promise<PageViewer> => {
  const token = await browserTokenFromCookies((await headers()).get("cookie") ?? undefined);
  if (token === null) return { viewer: null, expired: false };
  const { viewer, credentialExpired } = await identify(sharedDatabase(), { kind: "browser", token }, currentInstant());
  return { viewer, expired: credentialExpired };
});
