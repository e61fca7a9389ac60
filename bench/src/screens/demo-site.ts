import { instant } from "@tutor-times/core/instant";
import { openDatabase } from "@tutor-times/db/database";
import { loadDemo } from "@tutor-times/db/demo/load-demo";
import { signInBrowser } from "../browser-sign-in";
import { PASSWORD } from "../data";
import { withSite, type Site } from "../site";
import { pagesOf, VISITORS, type Page, type Visitor } from "./pages";

/** A site that shows the demo, its pages, and the cookies of those who look at them. */
export interface DemoSite extends Site {
  readonly pages: readonly Page[];
  readonly cookies: ReadonlyMap<Visitor, string>;
}

export function withDemo<Result>(scale: number, work: (site: DemoSite) => Promise<Result>): Promise<Result> {
  return withSite(demoOf(scale), async (site) => {
    const cookies = new Map<Visitor, string>();
    for (const visitor of VISITORS) {
      cookies.set(visitor, visitor === null ? "" : await signInBrowser(site.server.url, visitor, PASSWORD));
    }
    return work({ ...site, pages: await pagesOf(site.database.url), cookies });
  });
}

const demoOf = (scale: number) => async (url: string) => {
  const db = openDatabase({ url, statementTimeoutMs: 0 });
  try {
    await loadDemo(db, { seed: 1, now: instant(Date.now()), scale, password: PASSWORD });
    await db.pool.query("VACUUM ANALYZE");
  } finally {
    await db.close();
  }
};
