// Migrates with the options given as JSON and says what came of it.
import { migrate } from "../../src/migrate/migrate";

migrate(JSON.parse(process.argv[2] ?? "{}")).then(
  (result) => process.stdout.write(`${JSON.stringify(result)}\n`),
  (error: unknown) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  },
);
