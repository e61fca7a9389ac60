import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "@tutor-times/core/instant";
import { attend, carryOut, isObserved } from "./carry-out";
import { composeVisit } from "./compose-visit";
import { chooseWork } from "./choose-work";
import type { Sitting } from "./plan-sittings";
import { evidenceOf, type Simulation } from "./simulation";

/** What an average visit holds; a sitting ends when its planned number of acts is reached on average. */
const ACTS_PER_VISIT = 5;
const MOST_DELAYS = 5;
/** Nobody begins later than this, in minutes after midnight, but for those who work at night. */
const BEDTIME = 24 * 60 + 20;
/** The tutor with the account that is named at the start is not at work: who tries it out sees a session begin. */
const GUIDE_AWAY_MS = 2 * HOUR_MS;

/** Puts the sittings that were planned on the agenda. */
export function planWork(sim: Simulation, sittings: readonly Sitting[]): void {
  for (const sitting of sittings) sim.agenda.add(sitting.start, (at) => beginSitting(sim, sitting, at, 0));
}

/** A person is at one desk at a time: who is still busy comes later, after a break, or lets it be. */
function beginSitting(sim: Simulation, sitting: Sitting, at: Instant, delays: number): void {
  const { person, unit, ipAddress } = sitting;
  const key = `${unit.id}/${ipAddress}`;
  const occupied = sim.occupied.get(person.id);
  if (occupied !== undefined && sitting.kind !== "phone") {
    const breakMinutes = occupied.key === key ? sim.random.between(15.5, 40) : sim.random.between(1, 9);
    const free = addMs(occupied.until, breakMinutes * MINUTE_MS);
    if (at < addMs(occupied.until, (occupied.key === key ? 15.5 : 1) * MINUTE_MS)) {
      const hours =
        sim.calendar.minuteOf(free) + (sim.calendar.dateOf(free) === sim.calendar.dateOf(sitting.start) ? 0 : 24 * 60);
      if (delays < MOST_DELAYS && hours < BEDTIME) sim.agenda.add(free, (later) => beginSitting(sim, sitting, later, delays + 1));
      return;
    }
  }
  visit(sim, sitting, at, sitting.acts);
}

/** One task after the other, until the planned number of acts is reached, nothing is left, or `now` has come. */
function visit(sim: Simulation, sitting: Sitting, at: Instant, actsLeft: number): void {
  const { person, unit, ipAddress, kind } = sitting;
  const { random } = sim;
  const work = chooseWork(sim, sitting, at);
  if (work === null) return;
  const next = composeVisit(work.task, work.purpose, work.trigger, at, person.traits.pace, random);
  const lastMoment = person.username === sim.scenario.student.tutor ? addMs(sim.now, -GUIDE_AWAY_MS) : sim.now;
  if (next.end >= lastMoment) return;
  const evidence = evidenceOf(sim, person, unit, ipAddress);
  carryOut(sim, next, evidence);
  if (kind !== "phone") sim.occupied.set(person.id, { until: next.end, key: `${unit.id}/${ipAddress}` });

  const left = actsLeft - next.steps.length;
  const goesOn = left > 0 && random.chance(left / ACTS_PER_VISIT);
  const observed = isObserved(sim, person, at);
  if (!goesOn) {
    // Some read on without doing anything that the server would notice.
    const until = addMs(next.end, random.skewed(1.2, 0.6) * MINUTE_MS);
    if (observed && random.chance(0.25) && until < lastMoment) attend(evidence, { start: next.end, end: until }, "reading", null);
    return;
  }
  const pauses = random.chance(kind === "glance" ? 0 : 0.06);
  const then = addMs(next.end, pauses ? random.between(3, 12) * MINUTE_MS : random.between(3, 45) * SECOND_MS);
  if (observed && !pauses && then < lastMoment && random.chance(0.5))
    attend(evidence, { start: next.end, end: then }, "reading", null);
  sim.agenda.add(then, (moment) => visit(sim, sitting, moment, left));
}
