import type pg from "pg";
import { LARGE, settle, ZONE } from "../data";
import { withClient } from "../database";
import { ask, mustAgree, personOf, range, reports, timed, unsettleLastDay, type Asked } from "../reports";
import { median, type Row } from "../row";
import type { World } from "../world";

const MOST_TIMES = 1.25;
/** Of each report, in turn at either scale: one of a week lasts tens of milliseconds, and so does what a machine does besides. */
const CALLS = 11;

/** What people look at every day: the last seven days of the unit, and of one tutor. */
function reportsOfAWeek(): Asked[] {
  const { from, to } = range(7);
  const of = (name: string, procedure: string, given: object): Asked => ({
    name,
    path: `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ from, to, ...given }))}`,
  });
  return [
    of("unit report, 7 days", "reports.unit", { unitId: LARGE.unitId }),
    of("a tutor's report, 7 days", "reports.tutor", { userId: LARGE.convenor + 1, unitIds: [LARGE.unitId], timezone: ZONE }),
    of("a page of sessions of 7 days", "sessions.list", { unitId: LARGE.unitId, page: 3, pageSize: 50 }),
  ];
}

/** How long each report of `pnpm bench` and of a week takes in the larger world, beside the same days in the smaller. */
export async function reportsInTurn(small: World, large: World): Promise<Row[]> {
  return withClient(small.database.url, (ofSmall) =>
    withClient(large.database.url, async (ofLarge) => {
      const rows: Row[] = [];
      for (const asked of [...reports(), ...reportsOfAWeek()]) {
        const [few, many]: [number[], number[]] = [[], []];
        for (let call = 0; call < CALLS; call += 1) {
          few.push(await timeOf(small, ofSmall, asked));
          many.push(await timeOf(large, ofLarge, asked));
        }
        if (asked.lastDayUnsettled) for (const { database } of [small, large]) await settle(database.url);
        const reference = { name: "ms at scale 1", values: [median(few)] };
        rows.push({ name: asked.name, unit: "ms", values: [median(many)], reference, target: { atMost: MOST_TIMES } });
      }
      return rows;
    }),
  );
}

/** Throws if a report of a world says anything else than its bare SQL. */
export async function mustAgreeAll(world: World): Promise<void> {
  await withClient(world.database.url, async (client) => {
    for (const report of reports()) {
      const { rows } = await client.query<Record<string, unknown>>(report.sql, [...report.values]);
      mustAgree(report, await ask(world, report.path, personOf(world, report)), rows);
    }
  });
}

async function timeOf(world: World, client: pg.Client, asked: Asked): Promise<number> {
  if (asked.lastDayUnsettled) await unsettleLastDay(client);
  return (await timed(() => ask(world, asked.path, personOf(world, asked)))).ms;
}
