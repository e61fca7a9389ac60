import { expect, test } from "vitest";
import { spokenSession } from "./spoken-session";

const session = {
  start: "2026-09-10T00:00:00.000Z",
  end: "2026-09-10T00:45:00.000Z",
  durationMinutes: 45,
  unitCode: "SIT101",
  duringTutorial: true,
  continues: false,
  removed: null,
};

test("a block says its day, its times, its length, its unit and whether it lies in a tutorial", () => {
  expect(spokenSession(session, "Australia/Melbourne")).toBe(
    "Thursday 10 September, 10:00 to 10:45, 45 minutes, SIT101, during a tutorial",
  );
});

test("a session over midnight names both days, and hours are spoken as hours", () => {
  const long = { ...session, end: "2026-09-10T14:01:00.000Z", durationMinutes: 841, duringTutorial: false, continues: true };
  expect(spokenSession({ ...long, removed: {} }, "Australia/Melbourne")).toBe(
    "Thursday 10 September, 10:00 to Friday 11 September, 00:01, 14 hours 1 minute, SIT101, continued, removed, counts in no figure",
  );
  expect(spokenSession({ ...session, durationMinutes: 60 }, "UTC")).toContain("1 hour, SIT101");
});
