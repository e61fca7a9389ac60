import { show, type Example } from "./example";

export const sessions: Record<string, Example> = {
  "sessions.list": async (client) => {
    const { total, sessions: found } = await client.sessions.list.query({ unitId: 7, from: "2025-10-06", to: "2025-10-12" });
    show(
      total,
      found.map(({ userName, start, durationMinutes }) => [userName, start, durationMinutes]),
    );
  },

  "sessions.browse": async (client) => {
    const week = { unitId: 7, from: "2025-10-06", to: "2025-10-12", timezone: "Australia/Melbourne" };
    const { total, removed } = await client.sessions.browse.query({ ...week, order: "length", descending: true, page: 2 });
    show(total, removed);
  },

  "sessions.calendar": async (client) => {
    const { dayStarts, tutorials } = await client.sessions.calendar.query({ userId: 42, from: "2025-10-06", to: "2025-10-12" });
    show(dayStarts, tutorials);
  },

  "sessions.show": async (client) => {
    const { activities, stretches } = await client.sessions.show.query({ sessionId: 9001 });
    show(activities, stretches);
  },

  "sessions.delete": async (client) => {
    await client.sessions.delete.mutate({ sessionId: 9001, reason: "A test account" });
  },

  "sessions.restore": async (client) => {
    await client.sessions.restore.mutate({ sessionId: 9001 });
  },
};
