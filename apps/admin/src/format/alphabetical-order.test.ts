import { expect, test } from "vitest";
import { inAlphabeticalOrder } from "./alphabetical-order";

test("people stand by their names as shown, whatever the case and accents, and namesakes by their ids", () => {
  const people = ["Zoe Adams", "amir Zhu", "Ámir Abel", "Bo Adams", "Bo Adams"].map((name, index) => {
    const [firstName = "", lastName = ""] = name.split(" ");
    return { user: { id: 10 - index, firstName, lastName } };
  });
  expect(inAlphabeticalOrder(people).map(({ user }) => user.id)).toEqual([8, 9, 6, 7, 10]);
});
