import type { AppRouter } from "@tutor-times/api/router";
import { addMs, formatInstant, MINUTE_MS } from "@tutor-times/core/instant";
import { NOW, type PersonName } from "@tutor-times/db/testing/small-university";
import type { inferRouterOutputs } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callAs } from "./call-procedure";
import { serve, type ServedApp } from "./served-app";

let served: ServedApp;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const call = (name: PersonName, path: string, input?: unknown) => callAs(served, name, path, input);
const sams = () => ({ projectId: served.world.projects.sam, taskDefinitionId: served.world.definitions.first });

test("a convenor deletes a tutor's session with a reason and restores it; the tutor may not", async () => {
  const { sit101 } = served.world;
  served.at(addMs(NOW, 400 * MINUTE_MS));
  await call("brian", "desk.assess", { ...sams(), trigger: "discuss" });
  const mine = async () => {
    const { data } = await call("brian", "sessions.list", { unitId: sit101, timezone: "UTC" });
    return (data as inferRouterOutputs<AppRouter>["sessions"]["list"]).sessions;
  };
  const before = await mine();
  const sessionId = before.at(-1)?.id;
  expect((await call("brian", "sessions.delete", { sessionId, reason: "Mine." })).status).toBe(403);
  expect((await call("eve", "sessions.delete", { sessionId, reason: "Not mine." })).status).toBe(404);
  expect((await call("cho", "sessions.delete", { sessionId, reason: "" })).error?.data).toMatchObject({ field: "reason" });
  expect((await call("cho", "sessions.delete", { sessionId, reason: "He tried the desk." })).data).toEqual({});
  expect(await mine()).toEqual(before.slice(0, -1));
  expect((await call("cho", "sessions.restore", { sessionId })).data).toEqual({});
  expect(await mine()).toEqual(before);
});

test("a convenor changes the policy from now on, and sees what recomputing would change before it is done", async () => {
  const { sit202 } = served.world;
  served.at(addMs(NOW, 500 * MINUTE_MS));
  const changed = await call("omar", "units.changePolicy", { unitId: sit202, thresholdMinutes: 20 });
  expect(changed.data).toEqual({
    effectiveAt: formatInstant(addMs(NOW, 500 * MINUTE_MS)),
    thresholdMinutes: 20,
    floorMinutes: 5,
    splitAtTutorials: true,
  });
  expect((await call("omar", "units.changePolicy", { unitId: sit202, floorMinutes: 11 })).error?.data).toMatchObject({
    code: "BAD_REQUEST",
    field: "floorMinutes",
  });
  expect((await call("omar", "units.changePolicy", { unitId: sit202 })).error?.data).toMatchObject({ field: "thresholdMinutes" });
  expect((await call("eve", "units.changePolicy", { unitId: sit202, thresholdMinutes: 20 })).status).toBe(403);
  expect((await call("cho", "units.changePolicy", { unitId: sit202, thresholdMinutes: 20 })).status).toBe(404);
  const request = { unitId: sit202, from: formatInstant(NOW), apply: false };
  expect((await call("omar", "units.recompute", request)).data).toEqual({ sessions: 0, differences: [], figures: [] });
  expect((await call("eve", "units.recompute", request)).status).toBe(403);
});

test("where the time went is told by definition and by student, and adds up to the sessions", async () => {
  const { sit101 } = served.world;
  served.at(addMs(NOW, 600 * MINUTE_MS));
  await call("ada", "tracker.recordActivity", { ...sams(), action: "get-submission-details" });
  served.at(addMs(NOW, 606 * MINUTE_MS));
  await call("ada", "desk.assess", { ...sams(), trigger: "demonstrate" });
  const ask = async (by: string) => {
    const { data } = await call("ada", "reports.whereTimeWent", { by, unitId: sit101, from: "2025-10-08", to: "2025-10-09" });
    return data as inferRouterOutputs<AppRouter>["reports"]["whereTimeWent"];
  };
  const [byDefinition, byStudent] = [await ask("definition"), await ask("student")];
  expect(byDefinition.spent.map(({ code }) => code)).toContain("1.1P");
  expect(byStudent.spent.map(({ name }) => name)).toContain("Sam Student");
  const total = ({ spent, unattributedMs }: typeof byStudent) =>
    spent.reduce((sum, one) => sum + one.observedMs + one.estimatedMs, unattributedMs);
  expect(total(byStudent)).toBe(total(byDefinition));
  expect(total(byStudent)).toBeGreaterThanOrEqual(6 * MINUTE_MS);
  expect((await call("sam", "reports.whereTimeWent", { by: "student", unitId: sit101 })).status).toBe(403);
  expect((await call("eve", "reports.whereTimeWent", { by: "student", unitId: sit101 })).status).toBe(404);
});

test("a report over units names the one that the caller cannot see", async () => {
  const { sit101, sit202 } = served.world;
  expect((await call("ada", "reports.tutor", { unitIds: [sit101] })).status).toBe(200);
  for (const other of [sit202, 4711]) {
    expect(await call("ada", "reports.tutor", { unitIds: [sit101, other] })).toMatchObject({
      status: 404,
      error: { message: "Unable to find requested Unit" },
    });
  }
});
