import { z } from "zod";

/** Text that a caller sends: at most `longest` characters, none of them what PostgreSQL cannot keep. */
export function textInput(longest: number) {
  return z
    .string()
    .max(longest, `is longer than ${longest} characters`)
    .refine(isStorable, "holds a character that cannot be stored")
    .meta({ pattern: "^[^\\u0000]*$" });
}

/** What somebody calls something: 1 to 100 characters; blanks around it are dropped. */
export const nameInput = textInput(100)
  .transform((text) => text.trim())
  .refine((text) => text !== "", "is empty");

/** Whether PostgreSQL can keep `text` unchanged: no null character, no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}
