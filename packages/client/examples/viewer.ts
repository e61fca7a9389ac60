import { show, type Example } from "./example";

export const viewer: Record<string, Example> = {
  "viewer.me": async (client) => {
    const { firstName, units } = await client.viewer.me.query();
    for (const { code, role, ended } of units) show(firstName, code, role, ended);
  },

  "viewer.setTimezone": async (client) => {
    const { timezone } = await client.viewer.setTimezone.mutate({ timezone: "Australia/Melbourne" });
    show(timezone ?? "the zone of the unit");
  },

  "viewer.signOutEverywhere": async (client) => {
    const { ended } = await client.viewer.signOutEverywhere.mutate({ tokensToo: true });
    show(`${ended} sign-ins and tokens ended`);
  },
};
