import { isDeepStrictEqual } from "node:util";
import { addDays } from "@tutor-times/core/local-date";
import { dayStarts, localDateAt } from "@tutor-times/core/local-days";
import { HOUR_MS, instant } from "@tutor-times/core/instant";
import { OVER_FOR_MS } from "@tutor-times/db/settled/settle-days";
import type pg from "pg";
import { LARGE, settle, ZONE } from "./data";
import { withClient } from "./database";
import { readSql } from "./paths";
import { median, type Row } from "./row";
import { familyOf, usageOf } from "./usage";
import type { World } from "./world";

/** When the run began: its ranges stay the same if another day is over meanwhile. */
const STARTED_AT = Date.now();

const CALLS = 5;
const PAGE = 50;
/** How often the app's memory is looked at while it answers. */
const LOOK_EVERY_MS = 50;

/** What is asked of the app. */
export interface Asked {
  readonly name: string;
  readonly path: string;
  /** Asked by the first tutor, not by the convenor. */
  readonly ofTutor?: boolean;
  /** Whether the last day of the range is settled no more, so that it has to be measured. */
  readonly lastDayUnsettled?: boolean;
}

interface Report extends Asked {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** By the bare SQL; none: it is measured, and has no bound. */
  readonly atMost?: number;
  /** The most that the app may take beside what it had, in megabytes. */
  readonly mostMb?: number;
  /** What both answers must agree on, row by row. */
  readonly ofAnswer: (text: string) => unknown;
  readonly ofRows: (rows: readonly Record<string, unknown>[]) => unknown;
}

/** A session that begins before midnight may end after it, so much at most, and its day is settled once that was over for long enough. */
const LATEST_END_MS = 3 * HOUR_MS;

/** Days until the last one in the unit's zone that is settled: yesterday, or in the first hours of a day the one before. */
export function range(days: number) {
  const today = localDateAt(instant(STARTED_AT - OVER_FOR_MS - LATEST_END_MS), ZONE);
  const [from, to] = [addDays(today, -days), addDays(today, -1)];
  const bounds = dayStarts(ZONE, from, to).map((at) => new Date(at));
  return { from, to, instants: [bounds[0], bounds.at(-1)] as const };
}

const iso = (value: unknown): string => (value instanceof Date ? value.toISOString() : "");
const input = (value: object): string => encodeURIComponent(JSON.stringify(value));

const byFirst = ([a]: readonly unknown[], [b]: readonly unknown[]) => String(a).localeCompare(String(b));

function list(name: string, days: number, atMost: number): Report {
  const { from, to, instants } = range(days);
  return {
    name,
    path: `/api/units/${LARGE.unitId}/marking_sessions?start_date=${from}&end_date=${to}`,
    sql: readSql("list"),
    values: [LARGE.unitId, ...instants],
    atMost,
    ofAnswer: (text) => JSON.parse(text),
    ofRows: (rows) => rows.map((row) => ({ ...row, start_time: iso(row["start_time"]), end_time: iso(row["end_time"]) })),
  };
}

/** As somebody has found it who changed something of that day since. */
export function unsettleLastDay(client: pg.Client) {
  return client.query("DELETE FROM settled_days WHERE unit_id = $1 AND end_time = $2", [LARGE.unitId, range(1).instants[1]]);
}

export function reports(): Report[] {
  const term = range(90);
  const unitReport = {
    name: "unit report, 90 days",
    path: `/api/trpc/reports.unit?input=${input({ unitId: LARGE.unitId, from: term.from, to: term.to })}`,
    sql: readSql("unit-report"),
    values: [LARGE.unitId, ...term.instants, ZONE],
    ofAnswer: (text: string) => {
      const { tutors, days } = (JSON.parse(text) as { result: { data: UnitReport } }).result.data;
      return [...tutors.map(({ user, total }) => ({ ...total, of: user.id })), ...days.map((day) => ({ ...day, of: day.date }))]
        .filter(({ sessions }) => sessions > 0)
        .map(({ of, sessions, creditedMinutes }) => [of, sessions, creditedMinutes])
        .toSorted(byFirst);
    },
    ofRows: (rows: readonly Record<string, unknown>[]) => {
      const sums = new Map<unknown, [sessions: number, credited: number]>();
      for (const { user_id: tutor, date, sessions, credited } of rows) {
        for (const of of [tutor, date]) {
          const [before, minutes] = sums.get(of) ?? [0, 0];
          sums.set(of, [before + Number(sessions), minutes + Number(credited)]);
        }
      }
      return [...sums].map(([of, sum]) => [of, ...sum]).toSorted(byFirst);
    },
  };
  return [
    { ...unitReport, atMost: 2 },
    { ...unitReport, name: "the same, its last day not settled", lastDayUnsettled: true },
    {
      name: "a page of sessions of 90 days",
      path: `/api/trpc/sessions.list?input=${input({ unitId: LARGE.unitId, from: term.from, to: term.to, page: 3, pageSize: PAGE })}`,
      sql: readSql("page"),
      values: [LARGE.unitId, ...term.instants, PAGE, 2 * PAGE],
      atMost: 2,
      ofAnswer: (text) => {
        const { total, sessions } = (JSON.parse(text) as { result: { data: { total: number; sessions: PageSession[] } } }).result
          .data;
        return sessions.map(({ id, userName, start, durationMinutes }) => [id, userName, start, durationMinutes, total]);
      },
      ofRows: (rows) =>
        rows.map((row) => [row["id"], row["user_name"], iso(row["start_time"]), row["duration_minutes"], row["total"]]),
    },
    list("OnTrack's list, 7 days", 7, 3),
    { ...list("OnTrack's list, 90 days", 90, 4), mostMb: 60 },
    {
      name: "CSV summary, 90 days",
      path: `/api/csv/units/${LARGE.unitId}/tutor_times_summary?start_date=${term.from}&end_date=${term.to}`,
      sql: readSql("csv-summary"),
      values: [LARGE.unitId, ...term.instants],
      atMost: 4,
      ofAnswer: (text) => text.trim().split("\n").slice(1).toSorted(),
      ofRows: (rows) =>
        rows
          .map((row) => ["user_id", "user_name", "minutes", "assessments", "comments"].map((name) => String(row[name])).join(","))
          .toSorted(),
    },
    {
      name: "CSV of own sessions, 90 days",
      path: `/api/csv/units/${LARGE.unitId}/my_marking_sessions?start_date=${term.from}&end_date=${term.to}`,
      ofTutor: true,
      sql: readSql("own-sessions"),
      values: [LARGE.unitId, LARGE.convenor + 1, ...term.instants, ZONE],
      atMost: 4,
      ofAnswer: (text) => text.trim().split("\n").slice(1),
      ofRows: (rows) => rows.map((row) => Object.values(row).join(",")),
    },
  ];
}

interface Totals {
  readonly sessions: number;
  readonly creditedMinutes: number;
}

interface UnitReport {
  readonly tutors: readonly { readonly user: { readonly id: number }; readonly total: Totals }[];
  readonly days: readonly (Totals & { readonly date: string })[];
}

interface PageSession {
  readonly id: number;
  readonly userName: string;
  readonly start: string;
  readonly durationMinutes: number;
}

/** Each report over HTTP beside its bare SQL; throws if they disagree. A repeat is the median of five calls of each. */
export async function measureReports(world: World, repeats: number, say: (line: string) => void): Promise<Row[]> {
  return withClient(world.database.url, async (client) => {
    const rows: Row[] = [];
    for (const report of reports()) {
      say(report.name);
      const [values, bare, memory, app, database]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
      // Of the app that has not answered this report before.
      const idle = usageOf([world.server.pid]).privateMb;
      for (let repeat = 0; repeat < repeats; repeat += 1) {
        const [product, reference]: [number[], number[]] = [[], []];
        let most = idle;
        const look = setInterval(() => (most = Math.max(most, usageOf([world.server.pid]).privateMb)), LOOK_EVERY_MS);
        const used = { app: 0, database: 0 };
        for (let call = 0; call < CALLS; call += 1) {
          if (report.lastDayUnsettled) await unsettleLastDay(client);
          const ofSql = await timed(() => client.query<Record<string, unknown>>(report.sql, [...report.values]));
          const began = cpuOf(world);
          const ofHttp = await timed(() => ask(world, report.path, personOf(world, report)));
          const ended = cpuOf(world);
          used.app += ended.app - began.app;
          used.database += ended.database - began.database;
          mustAgree(report, ofHttp.value, ofSql.value.rows);
          most = Math.max(most, usageOf([world.server.pid]).privateMb);
          product.push(ofHttp.ms);
          reference.push(ofSql.ms);
        }
        clearInterval(look);
        values.push(median(product));
        bare.push(median(reference));
        memory.push(most - idle);
        app.push(used.app / CALLS);
        database.push(used.database / CALLS);
      }
      if (report.lastDayUnsettled) await settle(world.database.url);
      rows.push({
        name: report.name,
        unit: "ms",
        values,
        reference: { name: "ms bare SQL", values: bare },
        ...(report.atMost === undefined ? {} : { target: { atMost: report.atMost } }),
        details: { "app cpu ms": app, "db cpu ms": database, "MB more": memory },
      });
      if (report.mostMb !== undefined) {
        rows.push({ name: `memory: ${report.name}`, unit: "MB", values: memory, target: { atMost: report.mostMb } });
      }
    }
    return rows;
  });
}

/** Throws if an answer says anything else than the rows of the bare SQL. */
export function mustAgree(report: Report, answer: string, rows: readonly Record<string, unknown>[]): void {
  if (!isDeepStrictEqual(report.ofAnswer(answer), report.ofRows(rows)))
    throw new Error(`${report.name}: the product and the bare SQL do not agree.`);
}

/** Whose report it is. */
export function personOf(world: World, { ofTutor = false }: Asked) {
  return ofTutor ? world.tutors[0] : world.convenor;
}

/** Processor time so far, in milliseconds. */
function cpuOf({ server, database }: World) {
  return { app: usageOf([server.pid]).cpuMs, database: usageOf(familyOf(database.pid)).cpuMs };
}

export async function timed<Value>(work: () => Promise<Value>): Promise<{ readonly value: Value; readonly ms: number }> {
  const began = performance.now();
  const value = await work();
  return { value, ms: performance.now() - began };
}

export async function ask({ server, convenor }: World, path: string, person = convenor): Promise<string> {
  const answer = await fetch(server.url + path, { headers: person.headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 200)}`);
  return text;
}
