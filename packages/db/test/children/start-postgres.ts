// Starts the embedded PostgreSQL with the options given as JSON, says what came of it, and then waits: for "stop", or
// for the end of its input.
import { createInterface } from "node:readline";
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from "../../src/embedded/embedded-postgres";

async function main(options: EmbeddedPostgresOptions): Promise<void> {
  const postgres = await startEmbeddedPostgres(options);
  process.stdout.write(`${JSON.stringify(postgres)}\n`);
  for await (const line of createInterface(process.stdin)) if (line === "stop") await postgres.stop();
}

main(JSON.parse(process.argv[2] ?? "{}")).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
