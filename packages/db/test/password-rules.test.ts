import { expect, test } from "vitest";
import { requireGoodPassword } from "../src/password-rules";

const NAMES = ["ada.lovelace", "ada@example.edu"];

test.each([
  ["nine letters", "nine lett", "10 to 200"],
  ["more than two hundred", "long ".repeat(41), "10 to 200"],
  ["one character over and over", "aaaaaaaaaaaa", "different"],
  ["two characters in turn", "ababababababab", "different"],
  ["a common one", "qwertyuiop", "many people have"],
  ["a common one in capitals", "QWERTYUIOP", "many people have"],
  ["a row of digits", "1234567890", "many people have"],
  ["a common word and a year", "Dragon2026!", '"dragon"'],
  ["a common word in disguise", "Pa$$w0rd2026!", '"password"'],
  ["the username", "Ada.Lovelace", "own name"],
  ["the username with digits", "ada.lovelace99", "own name"],
  ["the e-mail address", "ADA@example.edu", "own name"],
])("%s is refused, and why is said", (_case, password, reason) => {
  expect(() => requireGoodPassword(password, NAMES)).toThrow(reason);
});

test.each([
  "correct horse battery staple",
  "tr0ub4dor and his dragon",
  "xK9#mQ2$vL",
  "пять слов никто не знает",
  "六本木で十時に会いましょう",
  "p".repeat(10) + " and four more",
])("%j is good enough", (password) => {
  expect(() => requireGoodPassword(password, NAMES)).not.toThrow();
});

test("letters are counted as people count them, however a keyboard composes them", () => {
  expect(() => requireGoodPassword("e\u0301a\u0301i\u0301o\u0301u\u0301", NAMES)).toThrow("10 to 200");
});
