import { expect, test } from "vitest";
import { isCode } from "./is-code";

test("a program is code", () => {
  expect(
    isCode("# my first program\nname = input()\nfor letter in name:\n    print(letter)\n\nif name:\n    print('done')"),
  ).toBe(true);
  expect(isCode("int main() {\n  return 0;\n}")).toBe(true);
});

test("an essay is not, even where it ends a line with a bracket", () => {
  expect(isCode("I tried three ways (see below).\nThe first was slow,\nthe second wrong.")).toBe(false);
  expect(isCode("For the reflection I read two books.\n\nThey agree (mostly)\nand I do as well.")).toBe(false);
  expect(isCode("")).toBe(false);
});
