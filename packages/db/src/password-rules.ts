import { DomainError } from "@tutor-times/core/errors";
import { COMMON_PASSWORDS, COMMON_WORDS } from "./common-passwords";

const SHORTEST = 10;
const LONGEST = 200;
const FEWEST_DIFFERENT = 5;

/**
 * Throws DomainError `invalid` where a new password of the account `names` (username, e-mail address) is one that
 * strangers would try: too short, one of those that many people have, such a word with a few digits or signs around it,
 * the account's own name, or a handful of characters over and over.
 */
export function requireGoodPassword(password: string, names: readonly string[]): void {
  const letters = Array.from(password.normalize("NFKC"));
  if (letters.length < SHORTEST || letters.length > LONGEST) refuse(`has ${SHORTEST} to ${LONGEST} characters`);
  if (new Set(letters).size < FEWEST_DIFFERENT) refuse(`has at least ${FEWEST_DIFFERENT} different characters`);
  const lower = letters.join("").toLowerCase();
  if (COMMON_PASSWORDS.has(lower)) refuse("is none of those that many people have: this one is tried first");
  const word = wordIn(lower);
  if (COMMON_WORDS.has(word) || COMMON_PASSWORDS.has(word)) {
    refuse(`is more than a word that many people use, with something around it: "${word}" is one`);
  }
  for (const name of names.flatMap((given) => [given, given.split("@")[0] ?? ""])) {
    if (name !== "" && [lower, word].includes(name.toLowerCase())) refuse("is not the account's own name");
  }
}

/** What is left of `Pa$$w0rd2026!` without what stands around it, and with letters for what stands for them: `password`. */
function wordIn(lower: string): string {
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return bare.replace(/[@401357$]/g, (sign) => LOOKALIKES[sign] ?? sign);
}

const LOOKALIKES: Record<string, string> = { "@": "a", "4": "a", "0": "o", "1": "i", "3": "e", "5": "s", "7": "t", $: "s" };

function refuse(what: string): never {
  throw new DomainError(
    "invalid",
    `A good password ${what}. Take several words, or let a password manager make one.`,
    "password",
  );
}
