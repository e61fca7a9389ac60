import { addMs, MINUTE_MS } from "./instant";
import { instantOfWallTime } from "./local-days";
import { datesFrom, weekdayOf, type LocalDate, type Weekday } from "./local-date";
import type { TutorialWindow } from "./evidence";

/** Some days in a row, both ends included. */
export interface DateSpan {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What of a tutorial and its unit decides when it takes place. */
export interface TutorialPlan {
  /** The campus's zone, else the unit's. */
  readonly timezone: string;
  readonly day: Weekday;
  /** Wall time in that zone, `8:00` or `08:00`. */
  readonly time: string;
  readonly durationMinutes: number;
  /** The unit's own dates, both included. */
  readonly unitFrom: LocalDate;
  readonly unitTo: LocalDate;
  /** The tutorial's own dates, both included; null: the unit's. They never widen the unit's. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Dates, in the tutorial's zone, on which it does not take place. */
  readonly cancelled: readonly LocalDate[];
  /** Days of the unit on which nothing takes place: both ends included, as dates in the tutorial's zone. */
  readonly breaks: readonly DateSpan[];
  /** Whether its stream cuts marking sessions. */
  readonly cuts: boolean;
}

/**
 * The meetings of a tutorial as windows `[start, end)` in the order of their starts (rule 4): one on every date that
 * falls on its weekday within the unit's and its own dates, is not cancelled and lies in no break, of `durationMinutes` elapsed minutes,
 * so that the last day's window runs to its end and one over a daylight-saving change keeps its length.
 */
export function tutorialWindows(plan: TutorialPlan): TutorialWindow[] {
  const from = plan.from !== null && plan.from > plan.unitFrom ? plan.from : plan.unitFrom;
  const to = plan.to !== null && plan.to < plan.unitTo ? plan.to : plan.unitTo;
  return datesFrom(from, to)
    .filter(
      (date) =>
        weekdayOf(date) === plan.day &&
        !plan.cancelled.includes(date) &&
        !plan.breaks.some((one) => one.from <= date && date <= one.to),
    )
    .map((date) => {
      const start = instantOfWallTime(date, plan.time, plan.timezone);
      return { start, end: addMs(start, plan.durationMinutes * MINUTE_MS), cuts: plan.cuts };
    });
}
