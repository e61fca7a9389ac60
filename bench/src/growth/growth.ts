import type { Command, Options } from "../command";
import { measureReports } from "../reports";
import type { Row } from "../row";
import type { Say } from "../say";
import { withWorld, type World } from "../world";
import { measureBytes } from "./bytes";
import { growthOfTracking, trackingOnce } from "./growing-tracking";
import { readInFull } from "./read-in-full";
import { timeWeeks } from "./weeks";

const MOST_TIMES = 1.25;

/** Ten terms, one after the other, beside the last of them alone: both at once, measured in turn. */
export const growth: Command = {
  name: "growth",
  summary: "the same with ten million activities, beside one million, at most 20 minutes",
  run: (options, say) =>
    withWorld(1, (small) =>
      withWorld(options.scale, (large) => {
        say(`Data made in ${small.database.seconds.toFixed(0)} and ${large.database.seconds.toFixed(0)} s`);
        return compare(small, large, options, say);
      }),
    ),
};

async function compare(small: World, large: World, { repeats, scale }: Options, say: Say): Promise<Row[]> {
  const bytes = await measureBytes(small.database.url, large.database.url);
  say("Plans");
  const plans = [await readInFull(small, "scale 1", say), await readInFull(large, `scale ${scale}`, say)];
  const reports: Row[][] = [];
  const tracking: Parameters<typeof growthOfTracking>[0][number][] = [];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    say(`${repeat} of ${repeats}`);
    const [few, many] = [await reportsOnce(small), await reportsOnce(large)];
    reports.push(many.map((row, index) => besideScale1(row, few[index])));
    // In turn, and each begins as often as the other.
    const first = repeat % 2 === 1 ? await trackingOnce(small) : null;
    const at10 = await trackingOnce(large);
    tracking.push({ at1: first ?? (await trackingOnce(small)), at10 });
  }
  return [...growthOfTracking(tracking), ...joined(reports), ...bytes, ...plans];
}

async function reportsOnce(world: World): Promise<Row[]> {
  return [...(await measureReports(world, 1, () => {})), ...(await timeWeeks(world))];
}

/** A time beside that at scale 1; memory has a bound of its own. */
function besideScale1(row: Row, small: Row | undefined): Row {
  if (row.unit !== "ms") return row;
  return { ...row, reference: { name: "ms at scale 1", values: small?.values ?? [] }, target: { atMost: MOST_TIMES } };
}

/** The rows of several repeats as one row for each report. */
function joined(repeats: readonly (readonly Row[])[]): Row[] {
  return (repeats[0] ?? []).map(({ name, unit, reference, target }, index) => {
    const rows = repeats.flatMap((rowsOfRepeat) => rowsOfRepeat[index] ?? []);
    const row = { name, unit, values: rows.flatMap(({ values }) => values), ...(target === undefined ? {} : { target }) };
    if (reference === undefined) return row;
    return { ...row, reference: { ...reference, values: rows.flatMap((one) => one.reference?.values ?? []) } };
  });
}
