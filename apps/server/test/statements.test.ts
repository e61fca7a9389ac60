import { recordStatements } from "@tutor-times/db/testing/record-statements";
import type { PersonName } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, expect, test } from "vitest";
import { methodOf } from "./call-procedure";
import { serve, type ServedApp } from "./served-app";

// What a request costs the database, in statements: who calls, and what they may see, included.

const MOST_OF_A_REPORT = 5;
/** Of one of a unit's staff. */
const MOST_OF_A_WIDER_REPORT = 6;
/** Of tasks, hours and medians together. */
const MOST_OF_A_FORECAST = 8;
/** The tracker's own, with what is saved or shown. */
const MOST_OF_AN_ACT = 8;
const DAYS = { from: "2025-07-11", to: "2025-10-08" };

let served: ServedApp;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

/** Begins and ends of transactions are no statements, nor is each further piece of a streamed answer. */
const NO_STATEMENT = /^(?:BEGIN|COMMIT|ROLLBACK|FETCH)\b/;

interface Sent {
  readonly method?: "GET" | "PUT" | "POST";
  readonly url: string;
  readonly payload?: object;
}

/** How many statements a request takes that succeeds; the first of its kind is not counted. */
async function statementsOf(name: PersonName, { method = "GET", url, payload }: Sent): Promise<number> {
  const headers = await served.headersOf(name);
  const send = async () => {
    const answer = await served.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    expect([url, answer.statusCode < 300 ? "answered" : answer.body]).toEqual([url, "answered"]);
  };
  await send();
  return (await recordStatements(send)).filter(({ text }) => !NO_STATEMENT.test(text)).length;
}

function procedure(path: string, input: object): Sent {
  return methodOf(path) === "POST"
    ? { method: "POST", url: `/api/trpc/${path}`, payload: input }
    : { url: `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}` };
}

/** Those requests that take more than `most`, with how many they take. */
async function costlier(most: number, requests: readonly (readonly [PersonName, Sent])[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, request] of requests) {
    const count = await statementsOf(name, request);
    expect(count).toBeGreaterThan(0);
    if (count > most) found[decodeURIComponent(request.url)] = count;
  }
  return found;
}

test("no report takes more than five statements, and six where it must ask for a person and a unit first", async () => {
  const { sit101: unitId, people, definitions } = served.world;
  const unit = { unitId, ...DAYS };
  const dates = `start_date=${DAYS.from}&end_date=${DAYS.to}`;
  const reports: [PersonName, Sent][] = [
    ["ada", procedure("reports.tutor", DAYS)],
    ["ada", procedure("reports.whereTimeWent", { by: "definition", ...DAYS })],
    ["ada", procedure("sessions.browse", { ...DAYS, userId: people.ada })],
    ["ada", { url: `/api/csv/units/${unitId}/my_marking_sessions?${dates}` }],
    ["cho", procedure("reports.whereTimeWent", { by: "student", ...unit })],
    ["cho", procedure("reports.unit", unit)],
    ["cho", procedure("reports.unit", { ...unit, timezone: "Australia/Melbourne" })],
    ["root", procedure("reports.unit", unit)],
    ["cho", procedure("workload.hours", { unitId })],
    ["cho", procedure("sessions.list", unit)],
    ["cho", procedure("sessions.browse", unit)],
    ["cho", procedure("workload.turnaround", unit)],
    ["cho", procedure("workload.weeks", { unitId })],
    ["cho", procedure("workload.hourMap", unit)],
    ["cho", procedure("workload.spentOn", { by: "tutor", taskDefinitionId: definitions.first, ...unit })],
    ["cho", { url: `/api/units/${unitId}/marking_sessions?${dates}` }],
    ["cho", { url: `/api/tutor-times/tutor/${people.ada}?${dates}` }],
    ["cho", { url: `/api/tutor-times/student/${people.sam}?${dates}` }],
    ["cho", { url: `/api/csv/units/${unitId}/tutor_times_summary?${dates}` }],
  ];
  expect(await costlier(MOST_OF_A_REPORT, reports)).toEqual({});
  const wider: [PersonName, Sent][] = [["cho", procedure("reports.tutor", { ...DAYS, userId: people.ada, unitIds: [unitId] })]];
  expect(await costlier(MOST_OF_A_WIDER_REPORT, wider)).toEqual({});
  expect(await costlier(MOST_OF_A_FORECAST, [["cho", procedure("workload.forecast", { unitId })]])).toEqual({});
});

test("no act takes more than eight statements, nor one that shows what it records", async () => {
  const { projects, definitions } = served.world;
  const target = { projectId: projects.sam, taskDefinitionId: definitions.first };
  const task = `/api/projects/${projects.sam}/task_def_id/${definitions.first}`;
  const beat = { ...target, kind: "reading", from: "2025-10-08T04:59:00.000Z", to: "2025-10-08T04:59:30.000Z" };
  const acts: [PersonName, Sent][] = [
    ["ada", { method: "PUT", url: task, payload: { trigger: "discuss" } }],
    ["ada", procedure("tracker.recordActivity", { ...target, action: "get-submission-details" })],
    ["ada", procedure("tracker.heartbeat", { beats: [beat] })],
    ["ada", { url: `${task}/submission_details` }],
    ["ada", { url: `${task}/comments` }],
  ];
  expect(await costlier(MOST_OF_AN_ACT, acts)).toEqual({});
});
