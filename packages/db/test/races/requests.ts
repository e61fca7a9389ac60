import { addMs, MINUTE_MS, SECOND_MS } from "@tutor-times/core/instant";
import { randomFrom } from "../../src/demo/random";
import type { RaceEvent } from "./event";
import { keyOf } from "./mixed-events";
import { BEGINNING, targetsOf, type RaceWorld } from "./world";

/**
 * Requests without end, each of which leaves marks of its own in several tables: assessments and comments each on a task
 * that nothing else touches, reading acts with a key and without, beats. Whoever sends them may be stopped at any moment; afterwards
 * `expectWhole` tells whether a request was carried out by halves.
 */
export function* endlessRequests(world: RaceWorld, seed: number): Generator<RaceEvent, never> {
  const random = randomFrom(seed, "requests");
  const fresh = world.units.flatMap((unit) => targetsOf(unit)).values();
  const target = () => {
    const next = fresh.next();
    if (next.done) throw new Error("The world has no fresh tasks left.");
    return next.value;
  };
  let now = BEGINNING;
  for (let id = 1; ; id += 1) {
    // Sittings of a few dozen requests each, so that most of them change a session that is there.
    now = addMs(now, random.chance(0.02) ? 20 * MINUTE_MS : random.whole(1, 4 * SECOND_MS));
    const event = { id, userId: random.pick(world.staff.slice(0, 4)), ipAddress: "10.0.0.1", now };
    const kind = random.pickBy(["assess", "comment", "reading", "opening", "beats"] as const, (one) => WEIGHTS[one]);
    if (kind === "assess") {
      yield { ...event, act: { kind, target: target(), update: { trigger: "complete" }, idempotencyKey: keyOf(id) } };
    } else if (kind === "comment") {
      yield { ...event, act: { kind, target: target(), comment: `Comment ${id}` } };
    } else if (kind === "reading" || kind === "opening") {
      const unit = random.pick(world.units);
      const read = { projectId: random.pick(unit.projects), taskDefinitionId: random.pick(unit.definitions.slice(0, 1)) };
      const reading = { target: read, action: "get-comments" as const };
      yield { ...event, act: kind === "opening" ? { kind, ...reading } : { kind, ...reading, idempotencyKey: keyOf(id) } };
    } else {
      const beat = {
        target: { unitId: random.pick(world.units).id },
        from: addMs(now, -random.whole(1, 60) * SECOND_MS),
        to: now,
      };
      yield { ...event, act: { kind, beats: [{ ...beat, kind: "reading" }] } };
    }
  }
}

const WEIGHTS = { assess: 40, comment: 20, reading: 10, opening: 10, beats: 20 };

/** The next `count` of them. */
export function take<Item>(items: Iterator<Item, never>, count: number): Item[] {
  return Array.from({ length: count }, () => items.next().value);
}
