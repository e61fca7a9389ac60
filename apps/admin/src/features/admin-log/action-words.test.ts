import { expect, test } from "vitest";
import { actionWords, detailWords, type Known } from "./action-words";

const known: Known = {
  names: { people: [{ id: 12, name: "Ada Lovelace" }], tutorials: [{ id: 12, name: "W1" }], streams: [] },
  momentWords: (iso) => `at ${iso.slice(11, 16)}`,
};

test("a change reads as what somebody did", () => {
  expect(actionWords("unit.policy")).toBe("changed the policy");
  expect(actionWords("something.new")).toBe("something.new");
});

test("details read as words, whatever they hold", () => {
  expect(detailWords({ thresholdMinutes: 20, splitAtTutorials: false }, known)).toBe(
    "threshold minutes 20, split at tutorials no",
  );
  expect(detailWords({ tutorial: { abbreviation: "W1", from: null } }, known)).toBe("tutorial abbreviation W1, from none");
  expect(detailWords({ effectiveAt: "2025-10-08T05:00:00.000Z" }, known)).toBe("effective at at 05:00");
});

test("whom and what it is about is told by name, and by number only if it is gone", () => {
  expect(detailWords({ userId: 12, role: "tutor" }, known)).toBe("person Ada Lovelace, role tutor");
  expect(detailWords({ tutorialId: 12, move: { tutorId: 12 } }, known)).toBe("tutorial W1, move taught by Ada Lovelace");
  expect(detailWords({ userId: 13, streamId: 12 }, known)).toBe("person 13, stream 12");
});
