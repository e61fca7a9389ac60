import type { Command, Options } from "../command";
import type { Row } from "../row";
import type { Say } from "../say";
import { withWorld, type World } from "../world";
import { measureBytes } from "./bytes";
import { mustAgreeAll, reportsInTurn } from "./growing-reports";
import { growthOfTracking, trackingInTurn, type Beside } from "./growing-tracking";
import { readInFull } from "./read-in-full";

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
  for (const world of [small, large]) await mustAgreeAll(world);
  const reports: Row[][] = [];
  const tracking: Beside[] = [];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    say(`${repeat} of ${repeats}`);
    reports.push(await reportsInTurn(small, large));
    tracking.push(await trackingInTurn(small, large));
  }
  return [...growthOfTracking(tracking), ...joined(reports), ...bytes, ...plans];
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
