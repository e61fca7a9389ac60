import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import type { Database } from "@tutor-times/db/database";
import { projectFolder } from "@tutor-times/db/locate";
import { createTestDatabase } from "@tutor-times/db/testing/test-database";
import { startTestServer, TEMPLATE_VARIABLE } from "@tutor-times/db/testing/test-server";
import { UsageError } from "../explain-error";
import type { Case, Result } from "./case";
import { observe } from "./observe";
import { play } from "./play";
import { buildWorld } from "./world";

/** Runs the cases of a file (without one, the repository's own) against a real PostgreSQL; prints a JSON line for each and a last line that counts them. */
export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [file = join(projectFolder(), "conformance", "cases.json"), ...rest] = positionals;
  if (rest.length > 0) throw new UsageError("Name one file with cases at a time.");
  const cases = parseCases(await readFile(file, "utf8"), file);
  const server = await startTestServer();
  try {
    process.env[TEMPLATE_VARIABLE] = server.templateUrl;
    const db = await createTestDatabase();
    let passed = 0;
    for (const given of cases) passed += (await runCase(db, given)) ? 1 : 0;
    await db.close();
    console.log(`${passed} passed, ${cases.length - passed} failed`);
    return passed === cases.length && passed > 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}

function parseCases(text: string, file: string): readonly Case[] {
  const { version, cases } = JSON.parse(text) as { version?: unknown; cases?: readonly Case[] };
  if (version !== 1 || !Array.isArray(cases)) throw new UsageError(`${file} holds no conformance cases of version 1.`);
  return cases.map((given) => ({ ...WHAT_MAY_BE_LEFT_OUT, ...given }));
}

const WHAT_MAY_BE_LEFT_OUT = { roles: {}, admins: [], concurrent: false, reports: [] };
const NOTHING: Result = { verdicts: [], sessions: [], focus: [], reports: [] };

async function runCase(db: Database, given: Case): Promise<boolean> {
  try {
    const got = await playCase(db, given);
    const pass = isDeepStrictEqual(got, { ...NOTHING, ...given.expect });
    console.log(JSON.stringify({ name: given.name, pass, got }));
    return pass;
  } catch (error) {
    console.log(JSON.stringify({ name: given.name, pass: false, got: NOTHING, error: String(error) }));
    return false;
  }
}

async function playCase(db: Database, given: Case): Promise<Result> {
  const world = await buildWorld(db, given);
  const verdicts: string[] = [];
  if (given.concurrent) verdicts.push(...(await Promise.all(given.events.map((event) => play(db, world, event)))));
  else for (const event of given.events) verdicts.push(await play(db, world, event));
  return { verdicts, ...(await observe(db, world, given.reports)) };
}
