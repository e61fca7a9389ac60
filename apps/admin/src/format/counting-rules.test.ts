import { expect, test } from "vitest";
import { countingRules } from "./counting-rules";

const unit = { code: "SIT101", thresholdMinutes: 15, floorMinutes: 5 };

test("the rule of marking names the unit's threshold and floor", () => {
  const { marking } = countingRules([unit]);
  expect(marking).toContain("less than 15 min apart");
  expect(marking).toContain("at least 5 min");
});

test("units with the same policy are not told apart", () => {
  expect(countingRules([unit, { ...unit, code: "SIT202" }]).marking).toContain("less than 15 min apart");
});

test("units with other policies are named", () => {
  const { marking } = countingRules([unit, { code: "SIT202", thresholdMinutes: 20, floorMinutes: 5 }]);
  expect(marking).toContain("less than 15 min (SIT101) or 20 min (SIT202) apart");
});
