import { expect, test } from "vitest";
import { progressWords } from "./progress-words";

test("a file is being made until the first of it comes, then it is told how much has come, and of how much", () => {
  expect(progressWords({ received: 0, total: null })).toBe("It is being made …");
  expect(progressWords({ received: 12_001, total: null })).toBe("13 kB");
  expect(progressWords({ received: 1_234_000, total: 2_000_000 })).toBe("1,234 of 2,000 kB");
});
