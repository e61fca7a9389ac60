import { expect, test } from "vitest";
import { actionWords, detailWords, sessionOf, type Known } from "./action-words";

const known: Known = {
  names: {
    people: [
      { id: 12, name: "Ada Lovelace" },
      { id: 14, name: "שרה" },
    ],
    tutorials: [{ id: 12, name: "W1" }],
    streams: [],
    units: [
      { id: 3, name: "SIT101" },
      { id: 4, name: "SIT101-T3" },
    ],
    serviceAccounts: [{ id: 5, name: "OnTrack" }],
    tokens: [{ id: 6, name: "Production" }],
  },
  momentWords: (iso) => `at ${iso.slice(11, 16)}`,
};

test("a change reads as what somebody did", () => {
  expect(actionWords("unit.policy")).toBe("changed the policy");
  expect(actionWords("something.new")).toBe("something.new");
});

test("details read as words, whatever they hold", () => {
  expect(detailWords({ thresholdMinutes: 20, splitAtTutorials: false }, known)).toBe("threshold 20 min, split at tutorials no");
  expect(detailWords({ tutorial: { abbreviation: "W1", from: null } }, known)).toBe("tutorial abbreviation W1, from none");
  expect(detailWords({ date: "2025-10-08" }, known)).toBe("date Wed 8 Oct 2025");
  expect(detailWords({ reason: "2025-02-30", from: "2025-10-08T05:00:00.000Z" }, known)).toBe("reason 2025-02-30, from at 05:00");
  expect(detailWords({ effectiveAt: "2025-10-08T05:00:00.000Z" }, known)).toBe("in effect from at 05:00");
});

test("whom and what it is about is told by name, and by number only if it is gone", () => {
  expect(detailWords({ role: "tutor", userId: 12 }, known)).toBe("person Ada Lovelace, role tutor");
  expect(detailWords({ tutorialId: 12, move: { tutorId: 12 } }, known)).toBe("tutorial W1, move taught by Ada Lovelace");
  expect(detailWords({ totalMinutes: 600, weeklyMinutes: null, userId: 14 }, known)).toBe(
    "person \u2068שרה\u2069, total 10 h, weekly none",
  );
  expect(detailWords({ userId: 13, streamId: 12 }, known)).toBe("person 13, stream 12");
  expect(detailWords({ fromUnitId: 3, toUnitId: 4 }, known)).toBe("from SIT101, to SIT101-T3");
  expect(detailWords({ tokenId: 6, serviceAccountId: 5 }, known)).toBe("token Production, service account OnTrack");
});

test("the session that it is about is left to a link", () => {
  expect(detailWords({ userId: 12, sessionId: 7 }, known)).toBe("person Ada Lovelace");
  expect(sessionOf({ userId: 12, sessionId: 7 })).toBe(7);
  expect(sessionOf({ userId: 12 })).toBeUndefined();
});
