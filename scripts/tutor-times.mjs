// npm run tutor-times -- COMMAND: the commands of the terminal, built first if that is necessary.
import { spawnSync } from "node:child_process";
import { buildApp, generateClient } from "./lib/build.mjs";
import { explain } from "./lib/failure.mjs";
import { installPackages } from "./lib/install.mjs";
import { inRoot } from "./lib/project.mjs";
import { killCommands } from "./lib/run-command.mjs";

process.on("exit", killCommands);
try {
  await installPackages();
  await generateClient();
  await buildApp("cli");
  const { status } = spawnSync(process.execPath, [inRoot("apps/cli/dist/main.js"), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
