import { DomainError } from "./errors";
import { MINUTE_MS } from "./instant";

/** The paid hours that a member of staff has for marking in one unit; null: not limited. */
export interface AllottedHours {
  /** For the whole unit, in minutes. */
  readonly totalMinutes: number | null;
  /** For each week from Monday on, in minutes. */
  readonly weeklyMinutes: number | null;
  /** Whether marking during one's tutorials is paid out of these hours, or out of those for teaching. */
  readonly countsTutorials: boolean;
}

/** How much of an allotment is used, in milliseconds. */
export interface HoursUse {
  readonly usedMs: number;
  /** Negative when more was used than allotted; null: nothing is allotted. */
  readonly leftMs: number | null;
  /** From 80 % on `near`, from 100 % on `over`. */
  readonly warning: "near" | "over" | null;
}

/** The most that can be allotted: a year without sleep. */
export const MOST_ALLOTTED_MINUTES = 366 * 24 * 60;

const NEAR = 0.8;

/** The use of `allottedMinutes` by marking, of which `inTutorialsMs` fell into the person's tutorials. */
export function useOf(
  allottedMinutes: number | null,
  { markingMs, inTutorialsMs }: { readonly markingMs: number; readonly inTutorialsMs: number },
  countsTutorials: boolean,
): HoursUse {
  const usedMs = countsTutorials ? markingMs : markingMs - inTutorialsMs;
  if (allottedMinutes === null) return { usedMs, leftMs: null, warning: null };
  const allottedMs = allottedMinutes * MINUTE_MS;
  const warning = usedMs >= allottedMs ? "over" : usedMs >= allottedMs * NEAR ? "near" : null;
  return { usedMs, leftMs: allottedMs - usedMs, warning };
}

/** The hours themselves if they may be: whole minutes from 1 up. Throws DomainError `invalid`. */
export function checkAllottedHours(hours: AllottedHours): AllottedHours {
  for (const [field, minutes] of [
    ["total_minutes", hours.totalMinutes],
    ["weekly_minutes", hours.weeklyMinutes],
  ] as const) {
    if (minutes !== null && (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_ALLOTTED_MINUTES)) {
      throw new DomainError(
        "invalid",
        `${field} is invalid: ${minutes} is not from 1 to ${MOST_ALLOTTED_MINUTES} whole minutes`,
        field,
      );
    }
  }
  return hours;
}
