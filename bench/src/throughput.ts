import type { Command } from "./command";
import { measureReports } from "./reports";
import { countStatements } from "./statements";
import { measureTracking } from "./tracking";
import { withWorld } from "./world";

/** `pnpm bench` alone: tracking and reports over HTTP, beside the least that the same PostgreSQL could do. */
export const throughput: Command = {
  name: "",
  summary: "tracking and reports over HTTP beside bare SQL, about five minutes",
  run: ({ repeats }, say) =>
    withWorld(1, async (world) => {
      say(`Data made in ${world.database.seconds.toFixed(0)} s`);
      return [
        ...(await measureReports(world, repeats, say)),
        ...(await measureTracking(world, repeats, say)),
        ...(await countStatements(world)),
      ];
    }),
};
