import { expect, test } from "vitest";
import { judgeReportedAct } from "../src/act-verdict";
import type { TaskProgress } from "../src/assess";
import { addMs, DAY_MS, instant, MINUTE_MS } from "../src/instant";
import { applyReportedStatus } from "../src/reported-status";
import type { TaskStatus } from "../src/task-status";
import { requireScope, TOKEN_SCOPES, type Need } from "../src/token-scopes";

const NOW = instant(1_760_000_000_000);
const good = { at: addMs(NOW, -DAY_MS), flaw: null };
const bad = { at: addMs(NOW, -8 * DAY_MS), flaw: "no address" };

test("the first that holds is the verdict: unknown, ignored, invalid, too old, in future", () => {
  expect(judgeReportedAct(bad, NOW, "unknown")).toEqual({ verdict: "unknown" });
  expect(judgeReportedAct(bad, NOW, "untracked")).toEqual({ verdict: "ignored" });
  expect(judgeReportedAct(bad, NOW, "tracked")).toEqual({ verdict: "invalid" });
  expect(judgeReportedAct({ ...bad, flaw: null }, NOW, "tracked")).toEqual({ verdict: "too_old" });
  expect(judgeReportedAct(good, NOW, "tracked")).toEqual({ verdict: "recorded", at: good.at });
});

test.each([
  [-7 * DAY_MS - 1, "too_old"],
  [-7 * DAY_MS, "recorded"],
  [2 * MINUTE_MS, "recorded"],
  [2 * MINUTE_MS + 1, "in_future"],
])("an act %i ms from receipt is %s", (ms, verdict) => {
  expect(judgeReportedAct({ at: addMs(NOW, ms), flaw: null }, NOW, "tracked").verdict).toBe(verdict);
});

test("an act ahead of the server's clock counts at receipt", () => {
  expect(judgeReportedAct({ at: addMs(NOW, 1), flaw: null }, NOW, "tracked")).toEqual({ verdict: "recorded", at: NOW });
});

const fresh: TaskProgress = {
  status: "ready_for_feedback",
  submissionDate: NOW,
  completionDate: null,
  assessmentDate: null,
  timesAssessed: 0,
  grade: null,
  qualityPts: null,
};

test("of reported statuses the newest wins, in any order", () => {
  const reports: readonly (readonly [TaskStatus, number])[] = [
    ["discuss", -1],
    ["fix_and_resubmit", 1],
    ["redo", 2],
    ["complete", 3],
  ];
  const last = addMs(NOW, 3 * MINUTE_MS);
  for (const order of [reports, reports.toReversed()]) {
    let task = fresh;
    for (const [status, minutes] of order) task = applyReportedStatus(task, status, "staff", addMs(NOW, minutes * MINUTE_MS));
    expect(task).toMatchObject({ status: "complete", completionDate: last, assessmentDate: last });
  }
});

test("a student's reported status counts only if students can set it", () => {
  const later = addMs(NOW, 1);
  expect(applyReportedStatus(fresh, "complete", "student", later)).toBe(fresh);
  expect(applyReportedStatus(fresh, "need_help", "student", later)).toMatchObject({ status: "need_help", submissionDate: later });
});

test.each<[Need, string[]]>([
  ["read", ["sign-in", "read", "track"]],
  ["track", ["sign-in", "track"]],
  ["sign-in", ["sign-in"]],
  ["feed", ["feed"]],
  ["report", ["report"]],
])("what needs %s is covered by %j", (need, covering) => {
  const allowed = (scopes: Parameters<typeof requireScope>[0]) => {
    try {
      requireScope(scopes, need);
      return true;
    } catch {
      return false;
    }
  };
  const found = [...(allowed(null) ? ["sign-in"] : []), ...TOKEN_SCOPES.filter((scope) => allowed([scope]))];
  expect(found).toEqual(covering);
});
