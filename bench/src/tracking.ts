import { middleTurns } from "./middle-turns";
import type { Job, LoadResult, PlannedRequest } from "./load/job";
import { runLoad } from "./load/run-load";
import { beatingPeople, inTurn, taskPath } from "./people";
import type { Row } from "./row";
import type { Say } from "./say";
import type { AppServer } from "./server";
import { familyOf, usageOf, type Usage } from "./usage";
import type { World } from "./world";

const ROUNDS = 400;
export const BEATS = 100;
const json = (value: unknown) => JSON.stringify(value);

type Requests = readonly PlannedRequest[];

/** What is sent, by name. Each request is one act of one tutor on a task of a student of theirs. */
function requestsOf({ tutors }: Pick<World, "tutors">) {
  const trigger = (round: number) => (round % 2 === 0 ? "fix_and_resubmit" : "complete");
  return {
    assess: inTurn(tutors, ROUNDS, (task, round) => ({
      method: "PUT",
      path: taskPath(task),
      body: json({ trigger: trigger(round) }),
    })),
    open: inTurn(tutors, ROUNDS, (task) => ({ method: "GET", path: `${taskPath(task)}/submission_details` })),
    comments: inTurn(tutors, ROUNDS, (task) => ({ method: "GET", path: `${taskPath(task)}/comments` })),
    trpc: inTurn(tutors, ROUNDS, (task) => ({
      method: "POST",
      path: "/api/trpc/tracker.recordActivity",
      body: json({ ...task, action: "get-submission-details" }),
    })),
  } satisfies Record<string, Requests>;
}

export interface Measured extends LoadResult {
  /** Share of one processor, in percent, and private memory at the end, in MB: the server, and the database with all its processes. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
  readonly serverMb: number;
  readonly databaseMb: number;
}

/** The loads of a world, each of them measured when it is called; spread over `servers`. */
export function loadsOf(world: World, servers: readonly AppServer[] = [world.server]) {
  const requests = requestsOf(world);
  const urls = servers.map(({ url }) => url);
  const measure = (job: Job) => measured(world, servers, job);
  const http = (sent: Requests, connections: number, seconds: number) =>
    measure({ kind: "http", urls, requests: sent, connections, seconds });
  return {
    touch: (connections: number, perStatement: number, seconds: number) =>
      measure({ kind: "touch", databaseUrl: world.database.url, rows: world.touched, connections, perStatement, seconds }),
    assess: (connections: number, seconds: number) => http(requests.assess, connections, seconds),
    open: (connections: number, seconds: number) => http(requests.open, connections, seconds),
    comments: (connections: number, seconds: number) => http(requests.comments, connections, seconds),
    trpc: (connections: number, seconds: number) => http(requests.trpc, connections, seconds),
    beats: (connections: number, seconds: number) =>
      measure({ kind: "beats", urls, people: beatingPeople(world.tutors), beats: BEATS, connections, seconds }),
  };
}

/** Tracking over HTTP beside `touch`, `repeats` times: each repeat measures all of them, one after the other. */
export async function measureTracking(world: World, repeats: number, say: Say): Promise<Row[]> {
  const loads = loadsOf(world);
  const { touch, assess, open, comments, trpc, beats } = loads;
  const runOnce = () =>
    middleTurns({
      touch16: { turns: 3, load: () => touch(16, 1, 3) },
      assess16: { turns: 3, load: () => assess(16, 4) },
      touch1: { turns: 5, load: () => touch(1, 1, 3) },
      assess1: { turns: 5, load: () => assess(1, 4) },
      open16: { load: () => open(16, 4) },
      comments16: { load: () => comments(16, 4) },
      trpc16: { load: () => trpc(16, 4) },
      trpc1: { load: () => trpc(1, 3) },
      touch100: { load: () => touch(4, BEATS, 3) },
      beats: { load: () => beats(8, 6) },
    });
  const runs: Awaited<ReturnType<typeof runOnce>>[] = [];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    say(`Tracking, ${repeat} of ${repeats}`);
    runs.push(await runOnce());
  }
  type Name = keyof (typeof runs)[number];
  const rate = (name: Name, factor = 1) => runs.map((run) => run[name].perSecond * factor);
  const each = (name: Name, field: keyof Measured) => runs.map((run) => Number(run[name][field]));
  const rateRow = (label: string, name: Name, more: Partial<Row> = {}): Row => ({
    name: label,
    unit: "/s",
    values: rate(name),
    reference: { name: "touch/s", values: rate("touch16") },
    details: {
      p50: each(name, "p50"),
      p99: each(name, "p99"),
      "app %": each(name, "serverCpu"),
      "db %": each(name, "databaseCpu"),
      "load %": each(name, "generatorCpu"),
      "app MB": each(name, "serverMb"),
      "db MB": each(name, "databaseMb"),
    },
    ...more,
  });
  const alone = (label: string, name: Name, more: Partial<Row> = {}): Row => ({
    name: label,
    unit: "ms",
    values: each(name, "p50"),
    reference: { name: "ms touch p50", values: each("touch1", "p50") },
    details: { p99: each(name, "p99") },
    ...more,
  });
  return [
    rateRow("assess a task, 16 connections", "assess16", { target: { atLeast: 0.25 } }),
    alone("assess a task, one connection, p50", "assess1", { target: { atMost: 6 } }),
    rateRow("open a submission, 16 connections", "open16"),
    rateRow("read comments, 16 connections", "comments16"),
    rateRow("tRPC recordActivity, 16 connections", "trpc16"),
    alone("tRPC recordActivity, one connection, p50", "trpc1"),
    rateRow("beats in batches of 100, 8 connections", "beats", { values: rate("beats", BEATS), target: { atLeast: 2 } }),
    { ...rateRow("reference: a hundred touches a statement", "touch100"), values: rate("touch100", BEATS) },
  ];
}

async function measured(world: World, servers: readonly AppServer[], job: Job): Promise<Measured> {
  const before = used(world, servers);
  const began = performance.now();
  const result = await runLoad(job);
  const passed = performance.now() - began;
  const after = used(world, servers);
  const share = (name: "server" | "database") => ((after[name].cpuMs - before[name].cpuMs) / passed) * 100;
  return {
    ...result,
    serverCpu: share("server"),
    databaseCpu: share("database"),
    serverMb: after.server.privateMb,
    databaseMb: after.database.privateMb,
  };
}

function used({ database }: World, servers: readonly AppServer[]): Record<"server" | "database", Usage> {
  return { server: usageOf(servers.map(({ pid }) => pid)), database: usageOf(familyOf(database.pid)) };
}
