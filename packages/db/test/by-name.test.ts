import { expect, test } from "vitest";
import { byName } from "../src/reports/by-name";

test("people stand by their names as shown, whatever the case and accents, and namesakes by their ids", () => {
  const people = ["Zoe Adams", "amir Zhu", "Ámir Abel", "Bo Adams", "Bo Adams"].map((name, index) => {
    const [firstName = "", lastName = ""] = name.split(" ");
    return { id: 10 - index, firstName, lastName };
  });
  expect(people.toSorted(byName).map(({ id }) => id)).toEqual([8, 9, 6, 7, 10]);
});
