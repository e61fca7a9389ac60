import { closeSync, openSync, readSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { withClient, type BenchDatabase } from "./database";
import { taskPath, tasksOf, type SignedInPerson } from "./people";
import { ask, reports } from "./reports";
import type { Row } from "./row";
import type { World } from "./world";

const REQUESTS = 16;
const MOST_OF_A_REPORT = 5;
/** Until all of the database's processes have noticed a changed setting. */
const NOTICED_AFTER_MS = 300;

/** Begins and ends of transactions are no statements, nor is each further piece of a streamed answer, or a notice to those who listen. */
const NO_STATEMENT = /^(?:BEGIN|COMMIT|ROLLBACK|FETCH|SET|SELECT pg_notify)\b/;

/** How many statements a request takes, as the database's own log has them: alone, and per request when sixteen come at once. */
export async function countStatements(world: World): Promise<Row[]> {
  const acts = actsOf(world);
  const rows: Row[] = [];
  await withStatementsLogged(world.database, async (statementsOf) => {
    for (const [name, send] of Object.entries(acts)) {
      const together = () => Promise.all(Array.from({ length: REQUESTS }, (_, index) => send(index)));
      // First so that everybody's credential was used, and their session is open: what that takes belongs to no request.
      await together();
      const alone = await statementsOf(() => send(0));
      const shared = await statementsOf(together);
      rows.push({
        name: `statements: ${name}`,
        unit: "",
        values: [alone],
        details: { [`a request of ${REQUESTS} at once`]: [shared / REQUESTS] },
      });
    }
    for (const { name, path } of reports()) {
      await ask(world, path);
      const values = [await statementsOf(() => ask(world, path))];
      rows.push({ name: `statements: ${name}`, unit: "", values, target: { atMost: MOST_OF_A_REPORT } });
    }
  });
  return rows;
}

/** What tutors do, by name: the `index`-th of them does it. */
function actsOf({ server, tutors }: World): Record<string, (index: number) => Promise<void>> {
  const send = async (index: number, method: string, pathOf: (task: Task) => string, bodyOf?: (task: Task) => unknown) => {
    const tutor = tutors[index % tutors.length];
    const task = tutor && tasksOf(tutor.id)[0];
    if (tutor === undefined || task === undefined) throw new Error("A tutor has no tasks.");
    await call(server.url + pathOf(task), method, tutor, bodyOf?.(task));
  };
  const beat = (task: Task) => ({ ...task, kind: "reading", from: ago(30_000), to: ago(10_000) });
  return {
    "assess a task": (index) => send(index, "PUT", taskPath, () => ({ trigger: "discuss" })),
    "open a submission": (index) => send(index, "GET", (task) => `${taskPath(task)}/submission_details`),
    "read comments": (index) => send(index, "GET", (task) => `${taskPath(task)}/comments`),
    "tRPC recordActivity": (index) =>
      send(
        index,
        "POST",
        () => "/api/trpc/tracker.recordActivity",
        (task) => ({ ...task, action: "get-submission-details" }),
      ),
    "a beat": (index) =>
      send(
        index,
        "POST",
        () => "/api/trpc/tracker.heartbeat",
        (task) => ({ beats: [beat(task)] }),
      ),
  };
}

type Task = ReturnType<typeof tasksOf>[number];
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

async function call(url: string, method: string, { headers }: SignedInPerson, body: unknown): Promise<void> {
  const sent = body === undefined ? { headers } : { headers: { ...headers, "content-type": "application/json" } };
  const answer = await fetch(url, { method, ...sent, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${text.slice(0, 200)}`);
}

async function withStatementsLogged(
  { url, logFile }: BenchDatabase,
  work: (statementsOf: (send: () => Promise<unknown>) => Promise<number>) => Promise<void>,
): Promise<void> {
  const log = async (which: "all" | "none") => {
    await withClient(url, (client) => client.query(`ALTER SYSTEM SET log_statement = '${which}'`));
    await withClient(url, (client) => client.query("SELECT pg_reload_conf()"));
    await wait(NOTICED_AFTER_MS);
  };
  await log("all");
  try {
    await work(async (send) => {
      const from = statSync(logFile).size;
      await send();
      const said = textFrom(logFile, from);
      return [...said.matchAll(/LOG: {2}(?:statement|execute [^:]+): \s*(.*)/g)].filter(
        ([, text = ""]) => !NO_STATEMENT.test(text),
      ).length;
    });
  } finally {
    await log("none");
  }
}

function textFrom(path: string, from: number): string {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(statSync(path).size - from);
    readSync(file, bytes, 0, bytes.length, from);
    return bytes.toString("utf8");
  } finally {
    closeSync(file);
  }
}
