import { HOUR_MS } from "@tutor-times/core/instant";
import { expect, test } from "vitest";
import { estimateWords, outlookWords } from "./outlook-words";

const estimate = { lowerMs: 4 * HOUR_MS, medianMs: 6 * HOUR_MS, upperMs: 9 * HOUR_MS };
const some = { awaiting: 10, unknown: 0, estimate, leftMs: 20 * HOUR_MS, outlook: "fits" } as const;

test("a range is given with what is most likely", () => {
  expect(estimateWords(some)).toBe("4 h to 9 h, most likely 6 h");
  expect(estimateWords({ ...some, estimate: null })).toBeNull();
});

test("it says when there is too little to tell, and why", () => {
  expect(outlookWords({ ...some, unknown: 10, estimate: null, outlook: null })).toMatch(/fewer than five/);
  expect(outlookWords({ ...some, unknown: 3, outlook: null })).toBe("Too little to tell of 3 of them.");
  expect(outlookWords({ ...some, leftMs: null, outlook: null })).toMatch(/No hours are set/);
});

test("it fits, may just fit, or does not", () => {
  expect(outlookWords(some)).toMatch(/fits/);
  expect(outlookWords({ ...some, outlook: "tight" })).toMatch(/may just fit/);
  expect(outlookWords({ ...some, outlook: "exceeds" })).toMatch(/More than/);
  expect(outlookWords({ ...some, awaiting: 0, outlook: "fits" })).toBe("Nothing awaits feedback.");
});
