// pnpm check: formatting, lint, types and dead code, side by side. Says only what is wrong.
import { availableParallelism } from "node:os";
import { generateClient } from "./lib/build.mjs";
import { checkSteps } from "./lib/check-steps.mjs";
import { explain } from "./lib/failure.mjs";
import { formatSeconds } from "./lib/progress.mjs";
import { killCommands } from "./lib/run-command.mjs";
import { sideBySide } from "./lib/side-by-side.mjs";

process.on("exit", killCommands);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

try {
  const began = performance.now();
  await generateClient();
  const outcomes = await sideBySide(checkSteps(), Math.max(2, availableParallelism()), async ({ name, run }) => {
    const outcome = await run();
    console.log(`${outcome.ok ? "✓" : "✗"} ${name}  ${formatSeconds(outcome.seconds)}`);
    return { name, ...outcome };
  });
  const failed = outcomes.filter(({ ok }) => !ok);
  for (const { name, output } of failed) console.log(`\n── ${name} ──\n${output.trimEnd()}`);
  console.log(
    `\n${failed.length === 0 ? "All fine" : `${failed.length} failed`} in ${formatSeconds((performance.now() - began) / 1000)}.`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
