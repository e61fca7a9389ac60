import { z } from "zod";

/** Somebody as others see them. */
export const person = z.object({ id: z.number(), firstName: z.string(), lastName: z.string(), email: z.string() });

/** A member of staff in a report. */
export const staffMember = person.extend({ username: z.string() });
