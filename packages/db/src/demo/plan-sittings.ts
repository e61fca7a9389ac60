import type { TutorialWindow } from "@tutor-times/core/evidence";
import { addMs, HOUR_MS, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { addDays, datesFrom, daysBetween, WEEKDAYS, weekdayOf, type LocalDate } from "@tutor-times/core/local-date";
import type { Random } from "./random";
import type { Habit } from "./scenario";
import { placeName, type Simulation } from "./simulation";
import { isInBreak, teachingWeek } from "./term";
import type { DemoUnit, Role, StaffMember } from "./world";

export type SittingKind = "tutorial" | "morning" | "day" | "evening" | "night" | "marathon" | "glance" | "phone";

/** A time at which a staff member means to work, and for how many acts. */
export interface Sitting {
  readonly person: StaffMember;
  readonly unit: DemoUnit;
  readonly ipAddress: string;
  readonly start: Instant;
  readonly kind: SittingKind;
  readonly acts: number;
}

/** What the rules make of the plan: cuts and long absences add sessions, others meet or do not take place. */
const SESSIONS_PER_SITTING = 0.93;
const ACTS_PER_PLANNED_ACT = 0.957;

/** How a weekday's sittings spread, by habit. */
const WEEKDAY: Readonly<Record<Habit, Readonly<Partial<Record<SittingKind, number>>>>> = {
  morning: { glance: 40, phone: 2, evening: 18, day: 16, morning: 24 },
  day: { glance: 40, phone: 2, evening: 18, day: 36, morning: 4 },
  evening: { glance: 40, phone: 2, evening: 40, day: 13, night: 3, morning: 2 },
  night: { glance: 38, phone: 2, evening: 36, day: 10, night: 14 },
};
const WEEKEND: Readonly<Partial<Record<SittingKind, number>>> = {
  glance: 34,
  phone: 2,
  evening: 28,
  day: 32,
  night: 2,
  marathon: 1.6,
};

/**
 * All sittings of the staff up to `now`, about as many as make `sessions` sessions with `activities` acts: in and around
 * their own tutorials, the others spread by weekday, habit, due dates and the break.
 */
export function planSittings(sim: Simulation, sessions: number, activities: number): Sitting[] {
  const random = sim.random.fork("sittings");
  const places = sim.world.units.flatMap((unit) => unit.roles.map((role) => ({ unit, role, weight: marking(sim, unit, role) })));
  const inClass = places.flatMap((place) => tutorialSittings(sim, place, random));
  const days = datesFrom(sim.world.term.start, sim.world.term.today);
  const moments = places.flatMap((place) =>
    days.map((date) => ({ ...place, date, weight: place.weight * dayWeight(sim, place, date) })),
  );
  const total = moments.reduce((sum, { weight }) => sum + weight, 0);
  const others = sessions / SESSIONS_PER_SITTING - inClass.length;
  const planned = moments.flatMap(({ unit, role, date, weight }) =>
    Array.from({ length: random.count((others * weight) / total) }, () => freeSitting(sim, unit, role.person, date, random)),
  );
  const all = [...inClass, ...planned].filter(({ start }) => start < sim.now);
  const acts = all.reduce((sum, sitting) => sum + sitting.acts, 0);
  const factor = activities / ACTS_PER_PLANNED_ACT / acts;
  return [...all.map((sitting) => ({ ...sitting, acts: sitting.acts * factor })), ...guideSittings(sim)];
}

/** How much somebody marks in a unit: by their students, and by how much they do for each. */
function marking(sim: Simulation, unit: DemoUnit, { person, role }: Role): number {
  const own = sim.world.projects.filter((project) => project.unit === unit && project.marker === person).length;
  return person.traits.load * (role === "convenor" ? Math.max(own, 18) : own);
}

/** Little at first, much after a due date, next to nothing in the break. */
function dayWeight({ world: { term } }: Simulation, { unit, role }: { unit: DemoUnit; role: Role }, date: LocalDate): number {
  const day = WEEKDAYS.indexOf(weekdayOf(date));
  const weekday = day < 4 ? 1 : day === 4 ? 0.8 : (day === 5 ? 0.45 : 0.75) * role.person.traits.weekend;
  const week = teachingWeek(term, date);
  const ramp = week === 1 ? (day < 4 ? 0.1 : 0.3) : week === 2 ? 0.8 : 1;
  const sinceDue = unit.definitions.map(({ dueDate }) => daysBetween(dueDate, date));
  const rush = sinceDue.some((days) => days === 1 || days === 2)
    ? 1.7
    : sinceDue.some((days) => days === 3 || days === 0)
      ? 1.2
      : 0.8;
  return weekday * ramp * rush * (isInBreak(term, date) ? 0.1 : 1);
}

function tutorialSittings(sim: Simulation, { unit, role }: { unit: DemoUnit; role: Role }, random: Random): Sitting[] {
  const { person } = role;
  const windows: readonly TutorialWindow[] = sim.windows.get(placeName(unit.id, person.id)) ?? [];
  return windows.flatMap((window) => {
    if (random.chance(0.06)) return [];
    const length = (window.end - window.start) / MINUTE_MS;
    return Array.from({ length: 1 + random.count(1) }, () => {
      // Some begin before the class and go on into it, some go on after it.
      const isEarly = random.chance(0.25);
      const start = addMs(window.start, (isEarly ? random.between(-15, -1) : random.between(0, length - 4)) * MINUTE_MS);
      const acts = random.skewed(isEarly ? 26 : 12, 0.6);
      return { person, unit, ipAddress: person.addresses.campus, start, kind: "tutorial" as const, acts };
    });
  });
}

function freeSitting(sim: Simulation, unit: DemoUnit, person: StaffMember, date: LocalDate, random: Random): Sitting {
  const isWeekend = WEEKDAYS.indexOf(weekdayOf(date)) > 4;
  const mix = isWeekend ? WEEKEND : WEEKDAY[person.traits.habit];
  const [kind] = random.pickBy(Object.entries(mix) as [SittingKind, number][], ([, weight]) => weight);
  const minute = startMinute(kind, random);
  const isOnCampus = !isWeekend && minute > 8.5 * 60 && minute < 18 * 60 && random.chance(0.65);
  const { campus, home, phone } = person.addresses;
  const ipAddress = kind === "phone" ? phone : isOnCampus ? campus : home;
  return { person, unit, ipAddress, start: sim.calendar.at(date, minute), kind, acts: plannedActs(kind, random) };
}

function startMinute(kind: SittingKind, random: Random): number {
  const hours = (from: number, to: number) => random.between(from * 60, to * 60);
  switch (kind) {
    case "morning":
      return hours(6, 8.5);
    case "tutorial":
    case "day":
      return hours(9, 17);
    case "evening":
      return Math.min(23.3 * 60, Math.max(17.5 * 60, random.normal(20 * 60, 75)));
    case "night":
      return hours(22.8, 23.9);
    case "marathon":
      return hours(9.5, 14);
    case "glance":
    case "phone":
      return random.chance(0.3) ? hours(12, 14) : hours(8, 22.5);
  }
}

function plannedActs(kind: SittingKind, random: Random): number {
  switch (kind) {
    case "glance":
    case "phone":
      return random.whole(1, 3);
    case "tutorial":
    case "day":
      return random.skewed(10, 0.7);
    case "morning":
      return random.skewed(13, 0.6);
    case "evening":
      return random.skewed(19, 0.65);
    case "night":
      return random.skewed(34, 0.4);
    case "marathon":
      return random.between(110, 190);
  }
}

/** The tutor with the account that is named at the start marked yesterday evening, and today if the day is old enough. */
function guideSittings(sim: Simulation): Sitting[] {
  const { now, calendar, world, scenario } = sim;
  const unit = world.units[0];
  const person = world.staff.find(({ username }) => username === scenario.student.tutor);
  if (unit === undefined || person === undefined) return [];
  const base = { person, unit, ipAddress: person.addresses.home };
  const yesterday = calendar.at(addDays(world.term.today, -1), 19.7 * 60);
  const today = addMs(now, -3.5 * HOUR_MS);
  const sittings: Sitting[] = [{ ...base, start: yesterday, kind: "evening", acts: 24 }];
  return calendar.minuteOf(today) < 7 * 60 ? sittings : [...sittings, { ...base, start: today, kind: "day", acts: 14 }];
}
