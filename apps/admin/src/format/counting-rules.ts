import { formatMinutes } from "./duration";

/** What of a unit's policy a reader must know to follow a figure. */
export interface CountedUnit {
  readonly code: string;
  readonly thresholdMinutes: number;
  readonly floorMinutes: number;
}

/** One sentence or two for each figure: how it is counted, with the threshold and the floor of the units it is about. */
export function countingRules(units: readonly CountedUnit[]) {
  const threshold = each(units, (unit) => unit.thresholdMinutes);
  const floor = each(units, (unit) => unit.floorMinutes);
  return {
    marking: `Acts and observed attention less than ${threshold} apart are one sitting, and a sitting counts at least ${floor}. Marking is the time that sittings cover: two devices or units at once count once.`,
    inTutorials: "The part of marking that lies within the tutorials one teaches in the unit that was marked for.",
    outside: "Marking less the part of it that lies within the tutorials one teaches.",
    active:
      "The time in which a page of a task was in view and somebody moved, scrolled or typed; without a sign of life for 2 min nobody is there. Counted in every browser at once only once, and never estimated.",
    assessments: "How often the status of a task really changed. Saving the same status again is no assessment.",
    submissionsOpened: "How often a submission was opened, the same one again included.",
    comments: "How many comments were written; refused ones and repetitions are not counted.",
    awaitingFeedback: "Tasks that are ready for feedback, or whose student asked for help, at this moment.",
    markingNow: `Tutors whose last act or attention in this unit is less than ${threshold} ago.`,
    observed: "How much of the marking was observed attention. Low shares come of marking where no page observes it.",
    median:
      "The observed attention on a task since it was last assessed, over all tasks assessed in these days for which any was observed: half took longer, half less. Nothing is said below five.",
    spent:
      "Observed: attention on pages of the task; two at once share it equally. Estimated: the time before an act on the task in which nothing was observed. What no task can claim is left over. Together they are the sessions’ length, which may differ from marking: a sitting below the least length counts more, two devices at once count once.",
    session: `A session is a sitting, or a piece of one that was cut where a tutorial begins or ends; “continued” marks the pieces after the first. A whole sitting counts at least ${floor}; minutes are whole.`,
  };
}
export type CountingRules = ReturnType<typeof countingRules>;

/** `15 min`, or `15 min (SIT101) or 20 min (SIT202)` where units differ. */
function each(units: readonly CountedUnit[], minutesOf: (unit: CountedUnit) => number): string {
  const values = [...new Set(units.map(minutesOf))].toSorted((a, b) => a - b);
  if (values.length === 0) return "the unit’s limit";
  if (values.length === 1) return values.map(formatMinutes).join();
  return values
    .map((minutes) => {
      const codes = units.filter((unit) => minutesOf(unit) === minutes).map((unit) => unit.code);
      return `${formatMinutes(minutes)} (${codes.join(", ")})`;
    })
    .join(" or ");
}
