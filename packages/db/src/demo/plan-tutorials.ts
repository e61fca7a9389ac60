import type { TutorialId, UnitId } from "@tutor-times/core/ids";
import { addDays, datesFrom, WEEKDAYS, weekdayOf, type LocalDate, type Weekday } from "@tutor-times/core/local-date";
import type { Ids } from "./ids";
import type { Random } from "./random";
import type { UnitPlan } from "./scenario";
import { dateInWeek, isInBreak, type Term } from "./term";
import type { Campus, Role, Stream, Tutorial } from "./world";

const TIMES = ["8:00", "9:00", "10:00", "11:30", "13:00", "14:00", "15:30", "16:00", "17:30", "18:00"];
const TEACHING_DAYS = WEEKDAYS.slice(0, 5);
/** A tutorial that moved to another day did so after this week. */
const LAST_WEEK_BEFORE_MOVE = 4;
/** A public holiday: nobody teaches on this day. */
const HOLIDAY = { week: 5, day: "Tuesday" } as const;

export interface TutorialsOf {
  readonly role: Role;
  /** Workshops or seminars a week. */
  readonly classes: number;
  /** Teaches the drop-in or consultation hour too. */
  readonly hasOpenHour: boolean;
}

/** The weekly tutorials of a unit. Nobody has two on one day, also over several units: `taken` is shared between them. */
export function planTutorials(
  unit: { readonly id: UnitId; readonly plan: UnitPlan; readonly streams: readonly Stream[] },
  teachers: readonly TutorialsOf[],
  campuses: readonly Campus[],
  term: Term,
  taken: Set<string>,
  random: Random,
  ids: Ids,
): Tutorial[] {
  const [classes, openHours] = unit.streams;
  if (classes === undefined || openHours === undefined) throw new Error(`units.json: ${unit.plan.code} needs two streams`);
  const online = campusOf(campuses, "ONLINE");
  const tutorials: Tutorial[] = [];
  const add = (role: Role, stream: Stream, campus: Campus, durationMinutes: number) => {
    const day = freeDay(role, taken, random);
    const base = { unitId: unit.id, stream, role, campus, durationMinutes };
    const abbreviation = `${stream.name.charAt(0)}${String(tutorials.length + 1).padStart(2, "0")}`;
    const time = random.pick(TIMES);
    const moved = tutorials.length === 2;
    if (moved) {
      const first = { ...base, abbreviation: `${abbreviation}a`, day: freeDay(role, taken, random), time: random.pick(TIMES) };
      tutorials.push(finish(first, null, dateInWeek(term, LAST_WEEK_BEFORE_MOVE, "Sunday"), term, random, ids));
    }
    const startDate = moved ? dateInWeek(term, LAST_WEEK_BEFORE_MOVE + 1, "Monday") : null;
    tutorials.push(finish({ ...base, abbreviation, day, time }, startDate, null, term, random, ids));
  };
  for (const { role, classes: count, hasOpenHour } of teachers) {
    const campus = campusOf(campuses, role.person.traits.campus);
    for (let index = 0; index < count; index += 1)
      add(role, classes, index > 0 && random.chance(0.5) ? online : campus, random.chance(0.75) ? 120 : 90);
    if (hasOpenHour) add(role, openHours, online, 60);
  }
  return tutorials;
}

type Unfinished = Omit<Tutorial, "id" | "startDate" | "endDate" | "cancelled">;

function finish(
  tutorial: Unfinished,
  startDate: LocalDate | null,
  endDate: LocalDate | null,
  term: Term,
  random: Random,
  ids: Ids,
): Tutorial {
  const dates = datesFrom(startDate ?? term.start, endDate ?? term.end).filter((date) => weekdayOf(date) === tutorial.day);
  const holiday = dateInWeek(term, HOLIDAY.week, HOLIDAY.day);
  const ill = random.chance(0.3) ? random.pick(dates) : addDays(term.start, -1);
  const cancelled = dates.filter((date) => isInBreak(term, date) || date === holiday || date === ill);
  return { ...tutorial, id: ids.next<TutorialId>("tutorials"), startDate, endDate, cancelled };
}

function freeDay(role: Role, taken: Set<string>, random: Random): Weekday {
  const free = TEACHING_DAYS.filter((day) => !taken.has(`${role.person.id}/${day}`));
  const day = random.pick(free.length > 0 ? free : TEACHING_DAYS);
  taken.add(`${role.person.id}/${day}`);
  return day;
}

function campusOf(campuses: readonly Campus[], abbreviation: string): Campus {
  const campus = campuses.find((one) => one.abbreviation === abbreviation);
  if (campus === undefined) throw new Error(`units.json: there is no campus "${abbreviation}"`);
  return campus;
}
