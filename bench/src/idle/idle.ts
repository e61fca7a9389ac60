import { setTimeout as wait } from "node:timers/promises";
import { signInBrowser } from "../browser-sign-in";
import type { Command, Options } from "../command";
import { LARGE, PASSWORD } from "../data";
import { withClient } from "../database";
import { taskPath } from "../people";
import { ask, reports } from "../reports";
import type { Row } from "../row";
import type { Say } from "../say";
import { loadsOf } from "../tracking";
import { familyOf, usageOf } from "../usage";
import { withWorld, type World } from "../world";
import { openLiveViews, type LiveViews } from "./live-views";
import { footprintOf } from "./memory";

const VIEWS = 500;
const NOTICES = 5;
/** The feed speaks of a unit at most once a second. */
const BETWEEN_NOTICES_MS = 1_500;
/** What the processor is looked at for, at the end. */
const LAST_MINUTE_MS = 60_000;
/** Until what opening views left behind is gone: connections that rest are closed after 30 seconds, garbage is collected after a minute. */
const SETTLES_AFTER_MS = 75_000;
const PAGES = ["/", "/week", "/sessions?range=period", "/where", `/units/${LARGE.unitId}`];

/** What the site needs when nobody does anything, and when many only look. */
export const idle: Command = {
  name: "idle",
  summary: "memory and processor of an idle site, and 500 live views, about 13 minutes",
  run: (options, say) =>
    withWorld(1, async (world) => {
      say(`Data made in ${world.database.seconds.toFixed(0)} s; a busy while first`);
      const cookies = await beBusy(world);
      return [...(await measureIdle(world, options, say)), ...(await measureViews(world, cookies, options, say))];
    }),
};

/** What a morning leaves behind: everybody signed in, pages and reports were shown, acts were recorded. */
async function beBusy(world: World): Promise<string[]> {
  const { url } = world.server;
  const cookies: string[] = [];
  for (const { id } of world.tutors) cookies.push(await signInBrowser(url, `tutor${id}`, PASSWORD));
  // What one of them does in another unit concerns all of them.
  await withClient(world.database.url, (client) =>
    client.query("INSERT INTO unit_roles (user_id, unit_id, role) SELECT id, $1, 'convenor' FROM unnest($2::bigint[]) AS id", [
      LARGE.unitId + 1,
      world.tutors.map(({ id }) => id),
    ]),
  );
  for (const cookie of cookies.slice(0, 20)) {
    for (const page of PAGES) await (await fetch(url + page, { headers: { cookie } })).text();
  }
  for (const { path } of reports()) await ask(world, path);
  const { assess, beats } = loadsOf(world);
  await assess(16, 10);
  await beats(8, 5);
  return cookies;
}

async function measureIdle(world: World, { minutes }: Options, say: Say): Promise<Row[]> {
  const busy = footprintOf(world);
  say(`Nothing for ${minutes} minutes`);
  await wait(minutes * 60_000 - LAST_MINUTE_MS);
  const before = cpuOf(world);
  const began = performance.now();
  await wait(LAST_MINUTE_MS);
  const passed = performance.now() - began;
  const after = cpuOf(world);
  const { appMb, databaseMb, sharedMb, totalMb } = footprintOf(world);
  const share = (name: "server" | "database") => ((after[name] - before[name]) / passed) * 100;
  return [
    {
      name: `private memory after ${minutes} minutes of nothing, app and database`,
      unit: "MB",
      values: [totalMb],
      target: { atMost: 300 },
      details: { app: [appMb], database: [databaseMb], "shared, once": [sharedMb], "when busy": [busy.totalMb] },
    },
    {
      name: "processor in the last minute of them",
      unit: "% of one",
      values: [share("server") + share("database")],
      target: { atMost: 0.5 },
      details: { app: [share("server")], database: [share("database")] },
    },
  ];
}

function cpuOf({ server, database }: World) {
  return { server: usageOf([server.pid]).cpuMs, database: usageOf(familyOf(database.pid)).cpuMs };
}

async function measureViews(world: World, cookies: readonly string[], { repeats }: Options, say: Say): Promise<Row[]> {
  say(`${VIEWS} live views`);
  const before = footprintOf(world);
  const views = await openLiveViews(world.server.url, cookies, VIEWS);
  try {
    await wait(SETTLES_AFTER_MS);
    const after = footprintOf(world);
    const times: number[] = [];
    for (let notice = 0; notice < Math.max(NOTICES, repeats); notice += 1) {
      await wait(BETWEEN_NOTICES_MS);
      times.push(await timeOfNotice(world, views));
    }
    return [
      {
        name: `memory that ${VIEWS} live views add`,
        unit: "MB",
        values: [after.totalMb - before.totalMb],
        target: { atMost: 50 },
        details: {
          app: [after.appMb - before.appMb],
          database: [after.databaseMb + after.sharedMb - before.databaseMb - before.sharedMb],
        },
      },
      { name: `from an act to the last of ${VIEWS} views that hears of it`, unit: "ms", values: times, target: { atMost: 200 } },
    ];
  } finally {
    views.close();
  }
}

/** Somebody opens a submission of the other unit: from sending that until every view has heard of it. */
async function timeOfNotice(world: World, views: LiveViews): Promise<number> {
  const [tutor] = world.tutors;
  if (tutor === undefined) throw new Error("There is nobody.");
  // The first project and task of the other unit, as data.sql numbers them.
  const other = { projectId: 2 * LARGE.convenor + 1001, taskDefinitionId: 2001 };
  const began = performance.now();
  const heard = views.heardByAll(began);
  const answer = await fetch(`${world.server.url}${taskPath(other)}/submission_details`, { headers: tutor.headers });
  await answer.text();
  if (!answer.ok) throw new Error(`The act was refused with ${answer.status}.`);
  return heard;
}
