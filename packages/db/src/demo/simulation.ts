import type { TaskProgress } from "@tutor-times/core/assess";
import type { Activity, Stretch, TutorialWindow } from "@tutor-times/core/evidence";
import type { CommentId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Agenda } from "./agenda";
import type { Calendar } from "./calendar";
import type { Ids } from "./ids";
import type { Random } from "./random";
import type { Scenario } from "./scenario";
import type { Definition, DemoUnit, Person, Project, StaffMember, World } from "./world";

export interface DemoComment {
  readonly id: CommentId;
  readonly task: DemoTask;
  readonly author: Person;
  readonly recipient: Person;
  readonly replyTo: DemoComment | null;
  readonly text: string;
  readonly createdAt: Instant;
  deletedAt: Instant | null;
  /** Who has read it, and when. */
  readonly reads: Map<UserId, Instant>;
}

export interface DemoTask {
  readonly id: TaskId;
  readonly project: Project;
  readonly definition: Definition;
  readonly createdAt: Instant;
  updatedAt: Instant;
  progress: TaskProgress;
  submissions: number;
  /** Somebody has it open until then; others keep their hands off. */
  busyUntil: Instant;
  readonly comments: DemoComment[];
}

export interface Submission {
  readonly id: number;
  readonly task: DemoTask;
  readonly at: Instant;
  /** The first is 1. */
  readonly round: number;
}

/** What lies before a staff member in a unit. */
export interface Desk {
  /** Handed in and not yet marked, the oldest first. */
  readonly waiting: DemoTask[];
  /** A student has asked something. */
  readonly questions: DemoTask[];
  /** To be discussed or demonstrated in class. */
  readonly signOffs: DemoTask[];
  /** The last few that were marked. */
  readonly handled: DemoTask[];
}

/** All evidence of one key. */
export interface KeyEvidence {
  readonly person: StaffMember;
  readonly unit: DemoUnit;
  readonly ipAddress: string;
  readonly activities: Activity[];
  readonly stretches: Stretch[];
}

/** A term under way: what has happened so far, and what is going to. */
export interface Simulation {
  readonly scenario: Scenario;
  readonly world: World;
  /** The meetings of each staff member in each unit. */
  readonly windows: ReadonlyMap<string, readonly TutorialWindow[]>;
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly ids: Ids;
  /** By project and definition. */
  readonly tasks: Map<string, DemoTask>;
  readonly submissions: Submission[];
  readonly comments: DemoComment[];
  readonly keys: Map<string, KeyEvidence>;
  readonly desks: Map<string, Desk>;
  /** Until when each staff member is at work, and at which key. */
  readonly occupied: Map<UserId, { readonly until: Instant; readonly key: string }>;
}

/** The name of a staff member's place in a unit. */
export function placeName(unitId: UnitId, userId: UserId): string {
  return `${unitId}/${userId}`;
}

export function deskOf(sim: Simulation, unitId: UnitId, userId: UserId): Desk {
  const place = placeName(unitId, userId);
  const desk = sim.desks.get(place) ?? { waiting: [], questions: [], signOffs: [], handled: [] };
  sim.desks.set(place, desk);
  return desk;
}

export function evidenceOf(sim: Simulation, person: StaffMember, unit: DemoUnit, ipAddress: string): KeyEvidence {
  const key = `${placeName(unit.id, person.id)}/${ipAddress}`;
  const evidence = sim.keys.get(key) ?? { person, unit, ipAddress, activities: [], stretches: [] };
  sim.keys.set(key, evidence);
  return evidence;
}

/** Takes a task off a list, if it is on it. */
export function takeOff(list: DemoTask[], task: DemoTask): void {
  const index = list.indexOf(task);
  if (index >= 0) list.splice(index, 1);
}
