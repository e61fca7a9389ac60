import { expect, test } from "vitest";
import { inAlphabeticalOrder } from "./alphabetical-order";

test("people stand by last name, then first name, whatever the case and accents", () => {
  const people = ["Zoe Adams", "amir Ábel", "Bo adams", "Cy Zhu"].map((name, index) => {
    const [firstName = "", lastName = ""] = name.split(" ");
    return { user: { id: index + 1, firstName, lastName } };
  });
  expect(inAlphabeticalOrder(people).map(({ user }) => user.id)).toEqual([2, 3, 1, 4]);
});
