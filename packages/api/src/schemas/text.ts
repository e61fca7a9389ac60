import { z } from "zod";

/** Text that a caller sends: at most `longest` characters, none of them what PostgreSQL cannot keep. */
export function textInput(longest: number) {
  return z
    .string()
    .max(longest, `is longer than ${longest} characters`)
    .refine(isStorable, "holds a character that cannot be stored");
}

/** Whether PostgreSQL can keep `text` unchanged: no null character, no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}
