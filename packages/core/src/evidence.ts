import type { Action, AttentionKind } from "./actions";
import type { Instant } from "./instant";
import type { ProjectId, TaskDefinitionId, TaskId } from "./ids";
import type { PolicyTimeline } from "./policy";

/** One recorded act: evidence at an instant. */
export interface Activity {
  readonly at: Instant;
  readonly action: Action;
  /** Only of `assessing`: whether the task's status really changed. */
  readonly statusChanged: boolean;
  readonly projectId: ProjectId | null;
  readonly taskId: TaskId | null;
  readonly taskDefinitionId: TaskDefinitionId | null;
}

/** Observed attention `[start, end]` on a task, or on the unit as a whole. */
export interface Stretch {
  readonly start: Instant;
  readonly end: Instant;
  readonly taskId: TaskId | null;
  readonly kind: AttentionKind;
}

/** The stretch `[start, end)` of a deleted session, dead for its key; `start = end` is a single dead instant. */
export interface DeadStretch {
  readonly start: Instant;
  readonly end: Instant;
}

/** One meeting of a tutorial, `[start, end)`. `cuts`: whether its stream cuts marking sessions. */
export interface TutorialWindow {
  readonly start: Instant;
  readonly end: Instant;
  readonly cuts: boolean;
}

/** What the rules read beside the evidence of a key: the unit's policies and the tutorial windows of this staff member there. */
export interface Rules {
  readonly policies: PolicyTimeline;
  readonly windows: readonly TutorialWindow[];
}

/** A marking session as the rules make it: a sitting, or one piece of a sitting that tutorials cut. */
export interface SessionRow {
  readonly start: Instant;
  readonly end: Instant;
  readonly durationMinutes: number;
  readonly duringTutorial: boolean;
  /** True for every piece of a sitting but its first. */
  readonly continues: boolean;
  /** Where this row's share of the figure "marking" begins (§3): before the start where the floor reaches back. */
  readonly countedFrom: Instant;
  readonly activeMs: number;
  readonly activities: number;
  readonly assessments: number;
  readonly commentsAdded: number;
  readonly submissionsOpened: number;
}
