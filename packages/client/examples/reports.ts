import { show, type Example } from "./example";

export const reports: Record<string, Example> = {
  "reports.tutor": async (client) => {
    // One's own last seven days, unless told otherwise.
    const { total, days } = await client.reports.tutor.query({});
    show(total.markingMs, total.activeMs ?? "not observed", days);
  },

  "reports.unit": async (client) => {
    const { tutors, awaitingFeedback } = await client.reports.unit.query({ unitId: 7, from: "2025-10-06", to: "2025-10-12" });
    for (const { user, total } of tutors) show(user.username, total.markingMs, total.assessments);
    show(awaitingFeedback);
  },

  "reports.whereTimeWent": async (client) => {
    const { spent, unattributedMs } = await client.reports.whereTimeWent.query({ by: "definition", unitId: 7 });
    for (const { code, observedMs, estimatedMs } of spent) show(code, observedMs, estimatedMs);
    show(unattributedMs);
  },
};
