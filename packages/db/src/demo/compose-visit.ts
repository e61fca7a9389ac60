import type { Action } from "@tutor-times/core/actions";
import { addMs, MINUTE_MS, SECOND_MS, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import type { TaskStatus } from "@tutor-times/core/task-status";
import type { Random } from "./random";
import type { TaskCommentOn } from "./scenario";
import type { DemoTask } from "./simulation";

export interface Step {
  readonly at: Instant;
  readonly action: Action;
  /** Of `assessing`: the status that is saved. */
  readonly trigger?: TaskStatus;
  /** Of `add-comment`: what about. */
  readonly on?: TaskCommentOn;
}

/** One look at one task: what the tutor does, when they type, when they are away from the screen. */
export interface Visit {
  readonly task: DemoTask;
  readonly start: Instant;
  readonly end: Instant;
  readonly steps: readonly Step[];
  readonly typing: readonly Interval[];
  readonly away: readonly Interval[];
}

/** Why a tutor opens a task. */
export type Purpose = "assess" | "glance" | "answer" | "sign off" | "read again";

/** What a visit for this purpose is made of. `pace` 1 is usual, `trigger` the status that the tutor arrives at. */
export function composeVisit(
  task: DemoTask,
  purpose: Purpose,
  trigger: TaskStatus,
  start: Instant,
  pace: number,
  random: Random,
): Visit {
  const script = new Script(task, start, pace, random);
  const reading = task.definition.minutes * pace * (task.submissions > 1 ? 0.6 : 1);
  switch (purpose) {
    case "assess":
      script.open();
      script.read(random.skewed(reading, 0.5));
      if (random.chance(0.3)) script.act(random.chance(0.5) ? "get-submission-details" : "get-submission-files").pause(5, 40);
      script.writeComments(trigger, numberOfComments(trigger, random));
      script.save(trigger);
      if (random.chance(0.45)) script.pause(1, 4).act("get-comments");
      break;
    case "sign off":
      script.act("get-submission-details").pause(0.3, 2);
      if (random.chance(0.6)) script.act("get-comments");
      script.read(random.skewed(2.2, 0.4));
      if (random.chance(0.4)) script.writeComments("signed_off", 1);
      script.save(trigger);
      break;
    case "answer":
      script.act("get-comments").read(random.skewed(0.5, 0.6));
      if (random.chance(0.4)) script.act("get-submission-details").read(random.skewed(0.7, 0.6));
      script.writeComments("reply", 1);
      break;
    case "glance":
      script.act(random.chance(0.6) ? "get-submission-details" : "get-comments").read(random.skewed(0.4, 0.8));
      break;
    case "read again":
      script.act("get-submission-details").pause(0.3, 2);
      script.act("get-comments").read(random.skewed(0.4 * reading, 0.6));
      if (random.chance(0.5)) script.act("get-submission-files").read(random.skewed(0.3 * reading, 0.6));
      if (random.chance(0.25)) script.writeComments("aside", 1);
      break;
  }
  return script.finish();
}

function numberOfComments(trigger: TaskStatus, random: Random): number {
  if (trigger === "complete") return random.pick([0, 1, 1, 1, 2]);
  return trigger === "fix_and_resubmit" ? random.pick([1, 1, 2, 3]) : random.pick([1, 1, 2]);
}

class Script {
  readonly #steps: Step[] = [];
  readonly #typing: Interval[] = [];
  readonly #away: Interval[] = [];
  #time: Instant;

  constructor(
    readonly task: DemoTask,
    readonly start: Instant,
    readonly pace: number,
    readonly random: Random,
  ) {
    this.#time = addMs(start, random.between(0.2, 1.5) * SECOND_MS);
  }

  act(action: Action, details: Pick<Step, "trigger" | "on"> = {}): this {
    this.#steps.push({ at: this.#time, action, ...details });
    return this;
  }

  pause(fromSeconds: number, toSeconds: number): this {
    this.#time = addMs(this.#time, this.random.between(fromSeconds, toSeconds) * SECOND_MS);
    return this;
  }

  open(): void {
    this.act("get-submission-details").pause(0.3, 2);
    this.act("get-comments");
    if (this.random.chance(0.55)) this.pause(2, 15).act("get-submission-files");
  }

  /** Somebody comes to the door now and then. */
  read(minutes: number): this {
    const half = (Math.min(minutes, 40) * MINUTE_MS) / 2;
    this.#time = addMs(this.#time, half);
    if (minutes > 1 && this.random.chance(0.06)) this.#spend(this.#away, Math.min(11, this.random.skewed(3.5, 0.5)) * MINUTE_MS);
    this.#time = addMs(this.#time, half);
    return this;
  }

  writeComments(on: TaskCommentOn | TaskStatus, number: number): void {
    for (let index = 1; index <= number; index += 1) {
      this.#type(15, 130).act("add-comment", { on: index === number ? commentOn(on) : "aside" });
      if (this.random.chance(0.015)) {
        this.pause(3, 10).act("delete-comment");
        this.#type(5, 30).act("add-comment", { on: commentOn(on) });
      }
      if (this.random.chance(0.5)) this.pause(1, 3).act("get-comments");
    }
  }

  save(trigger: TaskStatus): void {
    this.pause(2, 12).act("assessing", { trigger });
    if (this.random.chance(0.03)) this.pause(1, 4).act("assessing", { trigger });
    if (this.random.chance(0.02)) this.pause(2, 6).act("mark-comment-unread");
  }

  finish(): Visit {
    const end = addMs(this.#time, this.random.between(1, 8) * SECOND_MS);
    return { task: this.task, start: this.start, end, steps: this.#steps, typing: this.#typing, away: this.#away };
  }

  #type(fromSeconds: number, toSeconds: number): this {
    this.#spend(this.#typing, this.random.between(fromSeconds, toSeconds) * this.pace * SECOND_MS);
    return this;
  }

  #spend(on: Interval[], ms: number): void {
    const end = addMs(this.#time, ms);
    on.push({ start: this.#time, end });
    this.#time = end;
  }
}

/** Statuses that only students set have no comments of their own. */
function commentOn(on: TaskCommentOn | TaskStatus): TaskCommentOn {
  return on === "not_started" || on === "ready_for_feedback" || on === "working_on_it" ? "need_help" : on;
}
