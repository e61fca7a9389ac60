import type { Command } from "../command";
import { withDemo } from "./demo-site";
import { measureFilterChanges } from "./filter-change";
import { measureServerTimes } from "./server-time";
import { measureVitals } from "./vitals";

const SCALE = 10;

/** Every page of the demo, on the server and in a browser. */
export const screens: Command = {
  name: "screens",
  summary: "every page on the server and in a slow browser, on the demo ten times as large, about ten minutes",
  run: ({ repeats }, say) =>
    withDemo(1, (small) =>
      withDemo(SCALE, async (large) => {
        say(`Demo made in ${small.database.seconds.toFixed(0)} and ${large.database.seconds.toFixed(0)} s`);
        const onServer = await measureServerTimes(small, large, repeats);
        say("In the browser, page by page");
        const inBrowser = await measureVitals(large, repeats);
        say("Changes of the range");
        return [...(await measureFilterChanges(large, repeats)), ...inBrowser, ...onServer];
      }),
    ),
};
