import { LARGE, TERM_DAYS, termsOf } from "./data";
import { withClient } from "./database";
import type { TouchedRow } from "./load/job";
import { signInConvenor, signInTutors, TOUCHED_SESSIONS, touchedRows, type SignedInPerson } from "./people";
import { withSite, type Site } from "./site";

/** A site with the benchmark's data, and people of its large unit who are signed in. */
export interface World extends Site {
  readonly tutors: readonly SignedInPerson[];
  readonly convenor: SignedInPerson;
  /** What the reference extends. */
  readonly touched: readonly TouchedRow[];
}

/** `scale` 1: a term of 90 days with a million activities; 10: ten such terms, one after the other. */
export function withWorld<Result>(scale: number, work: (world: World) => Promise<Result>): Promise<Result> {
  return withSite(termsOf(scale * TERM_DAYS), async (site) => {
    const [convenor, tutors] = [await signInConvenor(site.server.url), await signInTutors(site.server.url)];
    const { rows } = await withClient(site.database.url, (client) =>
      client.query<{ session: number; user_id: number }>(TOUCHED_SESSIONS, [LARGE.unitId]),
    );
    return work({ ...site, tutors, convenor, touched: touchedRows(rows) });
  });
}
