import { expect, test } from "vitest";
import { dueWork } from "./due-work";

const spread = { lowerMs: 60_000, medianMs: 120_000, upperMs: 180_000, count: 5 };
const tasks = (awaiting: number, dueDate: string | null) => ({ awaiting, dueDate, spread });

test("what is due next holds what has passed, and nothing later or without a date", () => {
  const found = dueWork(
    [tasks(1, "2025-10-07"), tasks(2, "2025-10-10"), tasks(4, "2025-10-10"), tasks(8, "2025-10-11"), tasks(16, null)],
    "2025-10-08",
  );
  expect(found.passed).toBe(1);
  expect(found.next).toMatchObject({ date: "2025-10-10", awaiting: 7, estimate: { lowerMs: 420_000, upperMs: 1_260_000 } });
});

test("what is due today has not passed", () => {
  expect(dueWork([tasks(3, "2025-10-08")], "2025-10-08")).toMatchObject({ passed: 0, next: { date: "2025-10-08", awaiting: 3 } });
});

test("without a date to come there is no next one", () => {
  expect(dueWork([tasks(3, "2025-10-07"), tasks(2, null)], "2025-10-08")).toEqual({ passed: 3, next: null });
});
