import fc from "fast-check";
import { ACTIONS } from "../actions";
import type { Activity, Rules, Stretch } from "../evidence";
import type { TaskId } from "../ids";
import { addMs, instant, MINUTE_MS, parseInstant, type Instant } from "../instant";
import { addDays, parseLocalDate, WEEKDAYS, weekdayOf, type LocalDate } from "../local-date";
import type { Policy } from "../policy";
import { tutorialWindows, type TutorialPlan } from "../tutorial-windows";

/** Days around which worlds are generated: daylight saving begins or ends in one of the zones, or nothing happens. */
export const PLACES = [
  { timezone: "UTC", day: "2025-10-08" },
  { timezone: "Australia/Melbourne", day: "2025-10-05" },
  { timezone: "Australia/Melbourne", day: "2026-04-05" },
  { timezone: "Australia/Lord_Howe", day: "2026-04-05" },
  { timezone: "America/Santiago", day: "2025-09-07" },
  { timezone: "Europe/Berlin", day: "2025-10-26" },
  { timezone: "Asia/Kathmandu", day: "2025-11-30" },
] as const;
export type Place = (typeof PLACES)[number];

export interface World {
  readonly rules: Rules;
  readonly timezone: string;
  readonly day: LocalDate;
  readonly tutorials: readonly TutorialPlan[];
  readonly batches: readonly Batch[];
}

export type Batch = {
  readonly activities: readonly Activity[];
  readonly stretches: readonly Stretch[];
  /** Which of the sessions, in order, is deleted after it. */
  readonly deletes: number | null;
  /** Which of the deletions so far is undone after that. */
  readonly restores: number | null;
};

/** Instants on a grid that makes touching, equal and just-missing ones likely: whole minutes, and a millisecond beside them. */
const offset = (minutes: number): fc.Arbitrary<number> =>
  fc
    .tuple(
      fc.oneof(
        fc.integer({ min: 0, max: minutes }),
        fc.integer({ min: 0, max: minutes / 10 }).map((tens) => tens * 10),
        fc.integer({ min: 0, max: minutes / 30 }).map((halves) => halves * 30),
      ),
      fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1),
    )
    .map(([minute, ms]) => Math.max(0, minute * MINUTE_MS + ms));

const policy = (start: Instant): fc.Arbitrary<Policy> =>
  fc
    .tuple(offset(900), fc.constantFrom(1, 2, 5, 10, 15, 15, 15, 20, 60), fc.nat({ max: 4 }), fc.boolean())
    .map(([at, thresholdMinutes, floorShare, splitAtTutorials]) => ({
      effectiveAt: addMs(start, at),
      thresholdMinutes,
      floorMinutes: Math.floor((thresholdMinutes * floorShare) / 8),
      splitAtTutorials,
    }));

const activity = (start: Instant): fc.Arbitrary<Activity> =>
  fc
    .tuple(offset(900), fc.constantFrom(...ACTIONS), fc.boolean(), fc.integer({ min: 1, max: 3 }))
    .map(([at, action, changed, task]) => ({
      at: addMs(start, at),
      action,
      statusChanged: action === "assessing" && changed,
      projectId: null,
      taskId: task as TaskId,
      taskDefinitionId: null,
    }));

const stretch = (start: Instant): fc.Arbitrary<Stretch> =>
  fc
    .tuple(
      offset(900),
      fc.integer({ min: 1, max: 5 * MINUTE_MS }),
      fc.constantFrom(1, 2, 5),
      fc.option(fc.integer({ min: 1, max: 2 })),
      fc.boolean(),
    )
    .map(([at, length, minutes, task, typing]) => ({
      start: addMs(start, at),
      end: addMs(start, at + (length % 3 === 0 ? length : minutes * MINUTE_MS)),
      taskId: task as TaskId | null,
      kind: typing ? "typing" : "reading",
    }));

/** Mostly nothing, else a number of days from the generated one: dates that leave a meeting in or out. */
const daysAway = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) });

const tutorials = (timezone: string, day: LocalDate): fc.Arbitrary<TutorialPlan[]> => {
  const date = (away: number | null): LocalDate | null => (away === null ? null : addDays(day, away));
  const plan = fc.record({
    weekday: fc.constantFrom(...WEEKDAYS),
    time: fc.constantFrom("0:30", "2:30", "8:00", "9:00", "11:00", "13:00", "23:00"),
    durationMinutes: fc.constantFrom(30, 50, 60, 120, 240),
    cuts: fc.boolean(),
    from: daysAway,
    to: daysAway,
    cancelled: daysAway,
    broken: daysAway,
  });
  return fc
    .record({ plans: fc.array(plan, { maxLength: 6 }), unitFrom: daysAway, unitTo: daysAway })
    .map(({ plans, unitFrom, unitTo }) =>
      plans.map(({ weekday, time, durationMinutes, cuts, from, to, cancelled, broken }, index) => ({
        timezone,
        // The first plans fall on the generated day itself, so that most worlds have tutorials in them.
        day: index < 3 ? weekdayOf(day) : weekday,
        time,
        durationMinutes,
        unitFrom: addDays(day, Math.min(0, unitFrom ?? -9)),
        unitTo: addDays(day, Math.max(0, unitTo ?? 9)),
        from: date(from === null || to === null ? from : Math.min(from, to)),
        to: date(from === null || to === null ? to : Math.max(from, to)),
        cancelled: cancelled === null ? [] : [addDays(day, cancelled)],
        breaks: broken === null ? [] : [{ from: addDays(day, broken), to: addDays(day, broken + 1) }],
        cuts: cuts || index === 0,
      })),
    );
};

const sometimes = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

/** Worlds of one key on a given day: policies with changes, tutorials, and evidence in batches between which sessions are deleted and restored. */
export function worldOn({ timezone, day }: Place): fc.Arbitrary<World> {
  const start = instant(parseInstant(`${day}T00:00:00Z`) - 8 * 60 * MINUTE_MS);
  const batch = fc.record({
    activities: fc.array(activity(start), { maxLength: 5 }),
    stretches: fc.array(stretch(start), { maxLength: 5 }),
    deletes: sometimes(fc.nat({ max: 5 })),
    restores: sometimes(fc.nat({ max: 2 })),
  });
  return fc
    .record({
      first: policy(start),
      changes: fc.uniqueArray(policy(start), { maxLength: 3, selector: ({ effectiveAt }) => effectiveAt }),
      tutorials: tutorials(timezone, parseLocalDate(day)),
      batches: fc.array(batch, { minLength: 1, maxLength: 8 }),
    })
    .map((made) => ({
      timezone,
      day: parseLocalDate(day),
      tutorials: made.tutorials,
      batches: made.batches,
      rules: {
        policies: [{ ...made.first, effectiveAt: instant(0) }, ...made.changes.toSorted((a, b) => a.effectiveAt - b.effectiveAt)],
        windows: made.tutorials.flatMap(tutorialWindows),
      },
    }));
}

/** Such worlds on any of the days. */
export const world: fc.Arbitrary<World> = fc.constantFrom(...PLACES).chain(worldOn);
