import { expect, test } from "vitest";
import { actionWords, detailWords } from "./action-words";

test("a change reads as what somebody did", () => {
  expect(actionWords("unit.policy")).toBe("changed the policy");
  expect(actionWords("something.new")).toBe("something.new");
});

test("details read as words, whatever they hold", () => {
  expect(detailWords({ thresholdMinutes: 20, splitAtTutorials: false })).toBe("threshold minutes 20, split at tutorials no");
  expect(detailWords({ tutorial: { abbreviation: "W1", from: null } })).toBe("tutorial abbreviation W1, from none");
});
