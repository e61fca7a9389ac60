import { expect, test } from "vitest";
import { changeOf, policyWords } from "./policy-words";

const policy = { thresholdMinutes: 15, floorMinutes: 5, splitAtTutorials: true };

test("a policy reads as one line", () => {
  expect(policyWords(policy)).toBe("threshold 15 min, floor 5 min, cut at tutorials");
});

test("a change names only what differs", () => {
  expect(changeOf(policy, policy)).toEqual({});
  expect(changeOf(policy, { ...policy, floorMinutes: 4, splitAtTutorials: false })).toEqual({
    floorMinutes: 4,
    splitAtTutorials: false,
  });
});
