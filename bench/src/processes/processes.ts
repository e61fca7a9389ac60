import type { Command } from "../command";
import type { Row } from "../row";
import type { Say } from "../say";
import type { AppServer } from "../server";
import { BEATS, loadsOf, type Measured } from "../tracking";
import { withWorld, type World } from "../world";
import { deriveAgain } from "./derive-again";
import { compareRows } from "./same-rows";

const CONNECTIONS = 32;
const NUMBERS = [1, 2, 4] as const;
const MOST = Math.max(...NUMBERS);

/** Several processes of the app on one database, beside one alone. */
export const processes: Command = {
  name: "processes",
  summary: "two and four processes of the app on one database beside one, about four minutes",
  run: ({ repeats }, say) =>
    withWorld(1, async (world) => {
      say(`Data made in ${world.database.seconds.toFixed(0)} s`);
      const servers = [world.server];
      while (servers.length < MOST) servers.push(await world.startAnotherServer());
      const rates = await measureRates(world, servers, repeats, say);
      say("The same evidence through one, two and four processes");
      const same = await compareRows(world, servers, NUMBERS);
      say("All of it derived again");
      return [...rates, ...same, await deriveAgain(world)];
    }),
};

async function measureRates(world: World, servers: readonly AppServer[], repeats: number, say: Say): Promise<Row[]> {
  const runs: { readonly number: number; readonly assess: Measured; readonly beats: Measured }[] = [];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    for (const number of NUMBERS) {
      say(`${number === 1 ? "One process" : `${number} processes`}, ${repeat} of ${repeats}`);
      const { assess, beats } = loadsOf(world, servers.slice(0, number));
      runs.push({ number, assess: await assess(CONNECTIONS, 5), beats: await beats(CONNECTIONS / 2, 5) });
    }
  }
  return NUMBERS.flatMap((number) =>
    (["assess", "beats"] as const).map((what): Row => {
      const of = (wanted: number) => runs.filter((run) => run.number === wanted).map((run) => run[what]);
      const rates = (wanted: number) => of(wanted).map(({ perSecond }) => perSecond * (what === "beats" ? BEATS : 1));
      const name = what === "assess" ? `assess a task, ${CONNECTIONS} connections` : "beats in batches of 100";
      return {
        name: `${name}, ${number === 1 ? "1 process" : `${number} processes`}`,
        unit: "/s",
        values: rates(number),
        ...(number === 1 ? {} : { reference: { name: "/s with one", values: rates(1) } }),
        details: {
          p50: of(number).map(({ p50 }) => p50),
          p99: of(number).map(({ p99 }) => p99),
          "app %": of(number).map(({ serverCpu }) => serverCpu),
          "db %": of(number).map(({ databaseCpu }) => databaseCpu),
          "app MB": of(number).map(({ serverMb }) => serverMb),
        },
      };
    }),
  );
}
