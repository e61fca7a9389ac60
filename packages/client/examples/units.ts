import { show, type Example } from "./example";

export const units: Record<string, Example> = {
  "units.changePolicy": async (client) => {
    const { effectiveAt } = await client.units.changePolicy.mutate({ unitId: 7, thresholdMinutes: 20 });
    show(effectiveAt);
  },

  "units.policies": async (client) => {
    const { policies } = await client.units.policies.query({ unitId: 7 });
    show(policies);
  },

  "units.timetable": async (client) => {
    const { streams, tutorials } = await client.units.timetable.query({ unitId: 7 });
    show(streams, tutorials);
  },

  "units.changeTimetable": async (client) => {
    const change = { kind: "cancel-day", tutorialId: 31, date: "2025-10-15" } as const;
    const { tutorials } = await client.units.changeTimetable.mutate({ unitId: 7, change });
    show(tutorials);
  },

  "units.previewTimetable": async (client) => {
    // What last week would have looked like without a meeting on Wednesday.
    const change = { kind: "cancel-day", tutorialId: 31, date: "2025-10-15" } as const;
    const { from, to, figures } = await client.units.previewTimetable.mutate({ unitId: 7, change });
    show(from, to, figures);
  },

  "units.recompute": async (client) => {
    // Without `apply` it only shows what would change.
    const from = "2025-07-14T00:00:00.000Z";
    const { differences } = await client.units.recompute.mutate({ unitId: 7, from, policy: { floorMinutes: 4 }, apply: false });
    show(differences);
  },

  "units.deletionEffect": async (client) => {
    const { before, after } = await client.units.deletionEffect.query({ sessionId: 2001 });
    show(before.markingMs - after.markingMs);
  },
};
