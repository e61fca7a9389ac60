import type { Command } from "../command";
import { withDemo } from "./demo-site";
import { measureFilterChanges } from "./filter-change";
import { measureServerTimes } from "./server-time";
import { measureVitals } from "./vitals";

/** Every page of the demo, on the server and in a browser. */
export const screens: Command = {
  name: "screens",
  summary: "every page on the server and in a slow browser, on the demo ten times as large, about ten minutes",
  run: ({ repeats, scale }, say) =>
    withDemo(1, (small) =>
      withDemo(scale, async (large) => {
        say(`Demo made in ${small.database.seconds.toFixed(0)} and ${large.database.seconds.toFixed(0)} s`);
        const onServer = await measureServerTimes(small, large, repeats);
        say("In the browser, page by page");
        const inBrowser = await measureVitals(large, repeats);
        say("Changes of the range");
        return [...(await measureFilterChanges(large, repeats)), ...inBrowser, ...onServer];
      }),
    ),
};
