import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Command } from "./command";
import { growth } from "./growth/growth";
import { idle } from "./idle/idle";
import { processes } from "./processes/processes";
import { describeRun } from "./run-facts";
import { meetsTarget, missesOf, ratiosOf } from "./row";
import { sayer } from "./say";
import { screens } from "./screens/screens";
import { formatTable } from "./table";
import { throughput } from "./throughput";

const COMMANDS: readonly Command[] = [throughput, growth, processes, screens, idle];

const HELP = `pnpm bench [COMMAND] [--repeats N] [--json FILE]

${COMMANDS.map(({ name, summary }) => `  ${`pnpm bench ${name}`.padEnd(22)} ${summary}`).join("\n")}

  --repeats N    how often each thing is measured; 3 if not given
  --json FILE    writes the numbers there as well
  --scale N      how many times the data "growth" and "screens" have; 10 if not given
  --minutes N    how long "idle" does nothing; 10 if not given

It exits with 1 if a median misses its target, or any count, and needs a build: pnpm build.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    repeats: { type: "string", default: "3" },
    scale: { type: "string", default: "10" },
    minutes: { type: "string", default: "10" },
    help: { type: "boolean", default: false },
  },
});
const [name = "", ...more] = positionals;
const command = COMMANDS.find((known) => known.name === name);
const options = { repeats: Number(values.repeats), scale: Number(values.scale), minutes: Number(values.minutes) };

if (values.help) console.log(HELP);
else if (command === undefined || more.length > 0 || !Object.values(options).every((value) => value >= 1)) {
  console.error(HELP);
  process.exitCode = 2;
} else await measure(command);

async function measure(measured: Command): Promise<void> {
  const say = sayer();
  const rows = await measured.run(options, say);
  console.log(`\n${formatTable(rows)}\n`);
  if (values.json !== undefined) {
    const results = rows.map((row) => ({
      ...row,
      ratios: row.reference && ratiosOf(row),
      met: meetsTarget(row),
      misses: missesOf(row),
    }));
    writeFileSync(values.json, `${JSON.stringify({ command: name, ...describeRun(), rows: results }, null, 2)}\n`);
  }
  say("Done");
  process.exitCode = rows.some((row) => meetsTarget(row) === false) ? 1 : 0;
}
