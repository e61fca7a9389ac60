import { DomainError } from "@tutor-times/core/errors";
import { addMs, HOUR_MS, type Instant } from "@tutor-times/core/instant";
import { addDays } from "@tutor-times/core/local-date";
import { isTimeZone } from "@tutor-times/core/local-days";
import type { Database } from "../database";
import { hashPassword } from "../passwords";
import { materialiseWindows } from "../timetable/windows";
import { inTransaction, type Client } from "../transaction";
import { Agenda } from "./agenda";
import { planWork } from "./attend-desk";
import { buildWorld } from "./build-world";
import { makeCalendar } from "./calendar";
import { advanceSequences, loadIds } from "./ids";
import { planSittings } from "./plan-sittings";
import { randomFrom } from "./random";
import { SCENARIO } from "./scenario";
import type { Simulation } from "./simulation";
import { storeEvidence, loadWindows } from "./store-evidence";
import { storeHistory } from "./store-history";
import { storeHours } from "./store-hours";
import { storeWorld } from "./store-world";
import { planSubmissions } from "./students";
import { termAround, type Term } from "./term";
import { summarise, type DemoSummary } from "./summarise";
import type { World } from "./world";

const SESSIONS = 6_000;
const ACTIVITIES = 60_000;
const SETTING = "demo";
const WEEK_MS = 7 * 24 * HOUR_MS;

export interface DemoOptions {
  /** The same seed and `now` give the same rows. */
  readonly seed: number;
  /** The term lies around this day, and nothing in it later than this instant. */
  readonly now: Instant;
  /** 1: twelve tutors, 300 students, 6,000 sessions. From 0.1 to 100. */
  readonly scale: number;
  /** Of every account. */
  readonly password: string;
  /** Of the units; default Australia/Melbourne. */
  readonly timezone?: string | undefined;
}

/** What of a demo this database holds, or null. */
export async function findDemo(db: Database): Promise<DemoSummary | null> {
  const { rows } = await db.pool.query<{ value: DemoSummary }>("SELECT value FROM settings WHERE key = $1", [SETTING]);
  return rows[0]?.value ?? null;
}

/**
 * Fills a migrated database with two units in the tenth week of their term: people, timetable, what students handed in,
 * and ten weeks of marking, whose sessions are what the rules make of its evidence. All of it in one transaction.
 * Throws DomainError: "conflict" if the demo or another unit is there already, or an account with one of its names;
 * "invalid" for a scale or zone that is none.
 */
export async function loadDemo(db: Database, options: DemoOptions): Promise<DemoSummary> {
  const { now, scale, timezone = "Australia/Melbourne" } = options;
  if (!(scale >= 0.1 && scale <= 100)) throw new DomainError("invalid", `A scale is from 0.1 to 100, not ${scale}`, "scale");
  if (!isTimeZone(timezone)) throw new DomainError("invalid", `There is no time zone "${timezone}"`, "timezone");
  const passwordHash = await hashPassword(options.password);
  const term = termAround(now, timezone);
  const summary = await inTransaction(db.pipelined, (client) => fill(client, { ...options, timezone }, term, passwordHash));
  // The planner's statistics: without them the first reports would be planned as for empty tables.
  await db.pool.query("ANALYZE");
  return summary;
}

async function fill(
  client: Client,
  { seed, now, scale, timezone }: DemoOptions & { timezone: string },
  term: Term,
  passwordHash: string,
): Promise<DemoSummary> {
  await client.query("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
  await client.query("LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE");
  const ids = await loadIds(client);
  const world = buildWorld(SCENARIO, term, scale, randomFrom(seed, "world"), ids);
  await refuseIfTaken(client, world);
  const calendar = makeCalendar(timezone, addDays(term.start, -7), addDays(term.end, 60));
  await client.query("SELECT ensure_month_partitions($1, $2)", [addDays(term.start, -1), addDays(term.end, 1)]);
  const enteredAt = addMs(calendar.at(term.start, 9 * 60), -WEEK_MS);
  await storeWorld(client, world, passwordHash, enteredAt, ids);
  await storeHours(client, world, enteredAt, ids);
  for (const unit of world.units) await materialiseWindows(client, unit.id);

  const sim: Simulation = {
    scenario: SCENARIO,
    world,
    windows: await loadWindows(client),
    now,
    calendar,
    agenda: new Agenda(),
    random: randomFrom(seed, "term"),
    ids,
    tasks: new Map(),
    submissions: [],
    comments: [],
    keys: new Map(),
    desks: new Map(),
    occupied: new Map(),
  };
  planSubmissions(sim);
  planWork(sim, planSittings(sim, SESSIONS * scale, ACTIVITIES * scale));
  sim.agenda.runUntil(now);

  await storeHistory(client, sim, seed);
  const evidence = await storeEvidence(client, [...sim.keys.values()], sim.windows, ids);
  await advanceSequences(client);
  const summary = summarise(sim, { seed, scale, timezone }, evidence);
  await client.query("INSERT INTO settings (key, value) VALUES ($1, $2)", [SETTING, JSON.stringify(summary)]);
  return summary;
}

async function refuseIfTaken(client: Client, world: World): Promise<void> {
  const { rows } = await client.query<{ units: number; taken: string | null }>(
    `SELECT (SELECT count(*) FROM units) + (SELECT count(*) FROM campuses) AS units,
            (SELECT min(username) FROM users WHERE username = ANY($1)) AS taken`,
    [[world.admin, ...world.staff, ...world.students].map(({ username }) => username)],
  );
  const [found] = rows;
  if (found !== undefined && found.units > 0)
    throw new DomainError("conflict", "The demo goes into a database without units, and this one has some.");
  if (found?.taken)
    throw new DomainError("conflict", `The demo needs the account "${found.taken}", and there is one of that name.`);
}
