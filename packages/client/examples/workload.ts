import { show, type Example } from "./example";

export const workload: Record<string, Example> = {
  "workload.hours": async (client) => {
    show(await client.workload.hours.query({ unitId: 7 }));
  },

  "workload.setHours": async (client) => {
    const hours = { totalMinutes: 60 * 60, weeklyMinutes: 5 * 60, countsTutorials: false };
    show(await client.workload.setHours.mutate({ unitId: 7, userId: 42, ...hours }));
  },

  "workload.forecast": async (client) => {
    show(await client.workload.forecast.query({ unitId: 7 }));
  },

  "workload.turnaround": async (client) => {
    const { overall, perTutor, waiting } = await client.workload.turnaround.query({ unitId: 7 });
    show(overall, perTutor, waiting);
  },

  "workload.weeks": async (client) => {
    const { weeks, tutors } = await client.workload.weeks.query({ unitId: 7, count: 4 });
    show(weeks, tutors);
  },

  "workload.hourMap": async (client) => {
    const { hours } = await client.workload.hourMap.query({ unitId: 7, from: "2025-09-01", to: "2025-09-30" });
    show(hours);
  },

  "workload.spentOn": async (client) => {
    const { spent } = await client.workload.spentOn.query({ unitId: 7, taskDefinitionId: 12, by: "tutor" });
    show(spent);
  },
};
