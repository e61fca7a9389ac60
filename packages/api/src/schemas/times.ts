import { formatInstant, instant, parseInstant } from "@tutor-times/core/instant";
import { parseLocalDate, type LocalDate } from "@tutor-times/core/local-date";
import { isTimeZone } from "@tutor-times/core/local-days";
import { z } from "zod";

/** An instant that a caller sends: ISO 8601 with a zone, truncated to whole milliseconds. */
export const instantInput = z.iso
  .datetime({ offset: true, error: "is no instant such as 2025-10-08T05:04:00.000Z" })
  .transform(parseInstant);

/** An instant that goes out: `2025-10-08T05:04:00.000Z`. */
export const instantOutput = z
  .number()
  .transform((at) => formatInstant(instant(at)))
  .pipe(z.iso.datetime());

/** A date that a caller sends: `2025-10-08`, of the years that `parseLocalDate` takes. */
export const dateInput = z
  .string()
  .meta({ format: "date", pattern: "^(?!9999)(19[7-9][0-9]|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}$", examples: ["2025-10-08"] })
  .transform((text, context): LocalDate => {
    try {
      return parseLocalDate(text);
    } catch {
      context.addIssue({ code: "custom", message: "is no date such as 2025-10-08" });
      return z.NEVER;
    }
  });

export const dateOutput = z.iso.date();

/** The name of an IANA time zone. */
export const timezoneInput = z
  .string()
  .max(64)
  .refine(isTimeZone, "is no time zone such as Australia/Melbourne")
  .meta({ pattern: "^[A-Za-z][A-Za-z0-9_+/-]*$", examples: ["Australia/Melbourne"] });

/** Whole local days, both ends included. What is left out is decided by `resolveRange`. */
export const rangeInput = {
  from: dateInput.optional(),
  to: dateInput.optional(),
  timezone: timezoneInput.optional(),
};

/** The range that an answer is about, in full. */
export const rangeOutput = { from: dateOutput, to: dateOutput, timezone: z.string() };
