import { READING_ACTIONS } from "@tutor-times/core/actions";
import type { UserId } from "@tutor-times/core/ids";
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from "@tutor-times/core/instant";
import type { BeatInput, TaskTarget } from "../../src/acts/act";
import { randomFrom, type Random } from "../../src/demo/random";
import type { RaceEvent } from "./event";
import { BEGINNING, targetsOf, type RaceUnit, type RaceWorld } from "./world";

const ADDRESSES = ["10.0.0.1", "2001:db8::7"];
const STATUSES = ["discuss", "demonstrate", "fix_and_resubmit", "redo", "complete"];
const THRESHOLDS_MS = [7 * MINUTE_MS, 15 * MINUTE_MS];

/** One person at one address in one unit, walking through the days. */
interface Walker {
  readonly userId: UserId;
  readonly ipAddress: string;
  readonly unit: RaceUnit;
  now: Instant;
}

/**
 * Beats, reading acts, assessments and comments, in the order of their instants; about `count` of them. What becomes of
 * them depends on nothing but the set of them: every event carries its instant, and no two change the same task. (If two
 * did, the last would win, and which of two equal saves changed the status would depend on which came first. Nor does
 * any mark comments as read, since that depends on the comments there are.) Some come twice, as a retry would send them.
 */
export function mixedEvents(world: RaceWorld, count: number, seed: number): RaceEvent[] {
  const random = randomFrom(seed, "mixed events");
  const unassessed = new Map(world.units.map((unit) => [unit, shuffle(targetsOf(unit), random)]));
  const walkers = walkersOf(world, random);
  const events: RaceEvent[] = [];
  while (events.length < count) {
    const walker = random.pick(walkers);
    walker.now = stepOf(walker, random);
    const { userId, ipAddress, now } = walker;
    const id = events.length + 1;
    const event = { id, userId, ipAddress, now, act: actOf(id, walker, unassessed.get(walker.unit) ?? [], random) };
    events.push(event);
    const mayComeTwice = event.act.kind === "beats" || ("idempotencyKey" in event.act && event.act.idempotencyKey !== null);
    if (mayComeTwice && random.chance(0.05)) events.push({ ...event, id: id + 1 });
  }
  return events.toSorted((a, b) => a.now - b.now || a.id - b.id);
}

/** In an order that the seed decides. */
export function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function walkersOf({ staff, stranger, units }: RaceWorld, random: Random): Walker[] {
  const people = [...staff.map((userId) => ({ userId, addresses: ADDRESSES })), { userId: stranger, addresses: ["10.0.0.9"] }];
  return people.flatMap(({ userId, addresses }) =>
    addresses.flatMap((ipAddress) =>
      units.map((unit) => ({ userId, ipAddress, unit, now: addMs(BEGINNING, random.whole(0, 3 * HOUR_MS)) })),
    ),
  );
}

/** Mostly little later; often exactly on the threshold or a tutorial's boundary, or a millisecond beside them. */
function stepOf({ now, unit }: Walker, random: Random): Instant {
  const beside = random.whole(-1, 1);
  const boundary = unit.boundaries.find((at) => at > now + 1);
  const step = random.pickBy(
    [
      { weight: 6, next: () => now },
      { weight: 35, next: () => addMs(now, random.whole(1, 40 * SECOND_MS)) },
      { weight: 35, next: () => addMs(now, random.whole(MINUTE_MS, 6 * MINUTE_MS)) },
      { weight: 8, next: () => addMs(now, random.pick(THRESHOLDS_MS) + beside) },
      { weight: 8, next: () => addMs(now, random.whole(10 * MINUTE_MS, 50 * MINUTE_MS)) },
      { weight: 4, next: () => (boundary === undefined || boundary > now + HOUR_MS ? now : addMs(boundary, beside)) },
    ],
    ({ weight }) => weight,
  );
  return step.next();
}

function actOf(id: number, { now, unit }: Walker, unassessed: TaskTarget[], random: Random): RaceEvent["act"] {
  const idempotencyKey = random.chance(0.4) ? keyOf(id) : null;
  const target = { projectId: random.pick(unit.projects), taskDefinitionId: random.pick(unit.definitions.slice(0, 3)) };
  const kind = random.pickBy(["beats", "reading", "opening", "assess", "comment"] as const, (one) => WEIGHTS[one]);
  if (kind === "beats") {
    return { kind, beats: Array.from({ length: random.whole(1, 3) }, () => beatOf(now, unit, target, random)) };
  }
  if (kind === "reading") return { kind, target, action: random.pick(READING_ACTIONS), idempotencyKey };
  if (kind === "opening") return { kind, target, action: random.pick(["get-comments", "get-submission-files"] as const) };
  if (kind === "comment") return { kind, target, comment: `Comment ${id}` };
  const unique = unassessed.pop();
  if (unique === undefined) throw new Error("The world has fewer tasks than there are assessments.");
  const update = { trigger: random.pick(STATUSES), ...(random.chance(0.3) ? { grade: random.whole(0, 3) } : {}) };
  return { kind, target: unique, update, idempotencyKey };
}

const WEIGHTS = { beats: 50, reading: 15, opening: 10, assess: 20, comment: 5 };

/** A UUID that the number decides. */
export function keyOf(id: number): string {
  return `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`;
}

/** Over when it is received, or clipped there; one in twenty is refused for its length or its age. */
function beatOf(now: Instant, unit: RaceUnit, target: TaskTarget, random: Random): BeatInput {
  const isRefused = random.chance(0.05);
  const to = addMs(now, random.chance(0.2) ? random.whole(0, MINUTE_MS) : -random.whole(0, 9 * MINUTE_MS));
  const length = random.chance(0.2) ? 5 * MINUTE_MS : random.whole(MINUTE_MS + 1, 5 * MINUTE_MS);
  return {
    target: random.chance(0.3) ? { unitId: unit.id } : target,
    from: addMs(to, isRefused ? -17 * MINUTE_MS : -length),
    to,
    kind: random.chance(0.7) ? "reading" : "typing",
  };
}
