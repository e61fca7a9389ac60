import { expect, test } from "vitest";
import { observedShare } from "./observed-share";

test.each([
  [{ markingMs: 100_000, activeMs: 62_900 }, "62 %"],
  [{ markingMs: 100_000, activeMs: 100_000 }, "100 %"],
  [{ markingMs: 100_000, activeMs: 999 }, "under 1 %"],
  [{ markingMs: 100_000, activeMs: 0 }, "0 %"],
  [{ markingMs: 100_000, activeMs: null }, "not observed"],
  [{ markingMs: 0, activeMs: null }, "–"],
])("of %j the observed share reads %s", (figures, text) => {
  expect(observedShare(figures)).toBe(text);
});
