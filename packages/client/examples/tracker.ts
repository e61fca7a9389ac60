import { show, type Example } from "./example";

export const tracker: Record<string, Example> = {
  "tracker.recordActivity": async (client) => {
    const task = { projectId: 4711, taskDefinitionId: 12 };
    const idempotencyKey = crypto.randomUUID(); // the same one when this is sent again
    const { verdict } = await client.tracker.recordActivity.mutate({ ...task, action: "get-submission-details", idempotencyKey });
    show(verdict); // "ignored" for whoever is not tracked there
  },

  "tracker.heartbeat": async (client) => {
    // What `startHeartbeat` sends by itself; a front end rarely calls this.
    const beat = { from: "2025-10-08T05:00:00.000Z", to: "2025-10-08T05:01:00.000Z", kind: "reading" } as const;
    const { verdicts } = await client.tracker.heartbeat.mutate({
      beats: [
        { ...beat, projectId: 4711, taskDefinitionId: 12 },
        { ...beat, unitId: 7 },
      ],
    });
    show(verdicts);
  },

  "tracker.reportActs": async (client) => {
    // With a service account's token: auth: { kind: "bearer", token }.
    const { verdicts } = await client.tracker.reportActs.mutate({
      acts: [
        {
          username: "ada",
          unit: 301, // ids of the reporting system
          project: 88123,
          taskDefinition: 5512,
          task: 990017,
          action: "assessing",
          status: "complete",
          statusChanged: true,
          happenedAt: "2025-10-08T05:04:00.000Z",
          ipAddress: "203.0.113.7",
          idempotencyKey: crypto.randomUUID(),
        },
      ],
    });
    for (const { verdict, detail } of verdicts) show(verdict, detail);
  },

  "tracker.current": async (client) => {
    const { now, sessions } = await client.tracker.current.query();
    for (const { unitCode, start, durationMinutes } of sessions) show(unitCode, start, durationMinutes, now);
  },
};
