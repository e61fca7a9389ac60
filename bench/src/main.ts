import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describeRun } from "./run-facts";
import { measureReports } from "./reports";
import { meetsTarget, type Row } from "./row";
import { formatTable } from "./table";
import { measureTracking } from "./tracking";
import { withWorld } from "./world";

const DAYS = 90;

const { values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, repeats: { type: "string", default: "3" } },
});

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s`;
const say = (line: string) => console.error(`${seconds()}  ${line}`);

const rows = await withWorld(DAYS, async (world): Promise<Row[]> => {
  say(`Data made in ${world.database.seconds.toFixed(0)} s`);
  const repeats = Number(values.repeats);
  return [...(await measureReports(world, repeats, say)), ...(await measureTracking(world, repeats, say))];
});

console.log(`\n${formatTable(rows)}\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...describeRun(), rows }, null, 2)}\n`);
say("Done");
process.exitCode = rows.some((row) => meetsTarget(row) === false) ? 1 : 0;
