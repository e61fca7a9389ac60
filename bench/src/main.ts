import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Command } from "./command";
import { growth } from "./growth/growth";
import { idle } from "./idle/idle";
import { processes } from "./processes/processes";
import { describeRun } from "./run-facts";
import { meetsTarget } from "./row";
import { sayer } from "./say";
import { screens } from "./screens/screens";
import { formatTable } from "./table";
import { throughput } from "./throughput";

const COMMANDS: readonly Command[] = [throughput, growth, processes, screens, idle];

const HELP = `pnpm bench [COMMAND] [--repeats N] [--json FILE]

${COMMANDS.map(({ name, summary }) => `  ${`pnpm bench ${name}`.padEnd(22)} ${summary}`).join("\n")}

  --repeats N    how often each thing is measured; 3 if not given
  --json FILE    writes the numbers there as well
  --minutes N    how long "idle" does nothing; 10 if not given

It exits with 1 if a target is missed in any repeat, and needs a build: pnpm build.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    repeats: { type: "string", default: "3" },
    minutes: { type: "string", default: "10" },
    help: { type: "boolean", default: false },
  },
});
const [name = "", ...more] = positionals;
const command = COMMANDS.find((known) => known.name === name);
const [repeats, minutes] = [Number(values.repeats), Number(values.minutes)];

if (values.help) console.log(HELP);
else if (command === undefined || more.length > 0 || !(repeats >= 1) || !(minutes > 0)) {
  console.error(HELP);
  process.exitCode = 2;
} else await measure(command);

async function measure(measured: Command): Promise<void> {
  const say = sayer();
  const rows = await measured.run({ repeats, minutes }, say);
  console.log(`\n${formatTable(rows)}\n`);
  if (values.json !== undefined) {
    const results = rows.map((row) => ({ ...row, met: meetsTarget(row) }));
    writeFileSync(values.json, `${JSON.stringify({ command: name, ...describeRun(), rows: results }, null, 2)}\n`);
  }
  say("Done");
  process.exitCode = rows.some((row) => meetsTarget(row) === false) ? 1 : 0;
}
