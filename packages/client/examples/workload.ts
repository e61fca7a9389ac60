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
};
