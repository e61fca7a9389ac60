import type { Counts, StoredSession } from "@tutor-times/core/advance";
import type { AttentionKind } from "@tutor-times/core/actions";
import type { DeadStretch, TutorialWindow } from "@tutor-times/core/evidence";
import type { SessionId, TaskId, UnitId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { StoredStretch } from "@tutor-times/core/merge-stretches";
import type { Policy } from "@tutor-times/core/policy";

// What the tracker's statements give and how core calls it.

export interface TimeColumns {
  readonly start_time: Date;
  readonly end_time: Date;
}

export interface CountColumns {
  readonly activities: number;
  readonly assessments: number;
  readonly comments_added: number;
  readonly submissions_opened: number;
}

export interface SessionColumns extends TimeColumns, CountColumns {
  readonly id: SessionId;
  readonly duration_minutes: number;
  readonly during_tutorial: boolean;
  readonly continues: boolean;
  readonly counted_from: Date;
  readonly active_ms: number;
}

export interface StretchColumns extends TimeColumns {
  readonly id: number;
  readonly task_id: TaskId | null;
  readonly kind: AttentionKind;
}

export interface WindowColumns extends TimeColumns {
  readonly cuts_sessions: boolean;
}

export interface PolicyColumns {
  readonly unit_id: UnitId;
  readonly effective_at: Date;
  readonly threshold_minutes: number;
  readonly floor_minutes: number;
  readonly split_at_tutorials: boolean;
}

/** The columns of `marking_sessions` that `storedSession` reads, of the table alias `s`. */
export const SESSION_COLUMNS = `s.id, s.start_time, s.end_time, s.duration_minutes, s.during_tutorial, s.continues, s.counted_from,
  s.active_ms, s.activities, s.assessments, s.comments_added, s.submissions_opened`;

export function dateOf(at: Instant): Date {
  return new Date(at);
}

export function countsOf(row: CountColumns): Counts {
  return {
    activities: row.activities,
    assessments: row.assessments,
    commentsAdded: row.comments_added,
    submissionsOpened: row.submissions_opened,
  };
}

export function storedSession(row: SessionColumns): StoredSession {
  return {
    id: row.id,
    start: instantOf(row.start_time),
    end: instantOf(row.end_time),
    durationMinutes: row.duration_minutes,
    duringTutorial: row.during_tutorial,
    continues: row.continues,
    countedFrom: instantOf(row.counted_from),
    activeMs: row.active_ms,
    ...countsOf(row),
  };
}

export function storedStretch(row: StretchColumns): StoredStretch {
  return { id: row.id, start: instantOf(row.start_time), end: instantOf(row.end_time), taskId: row.task_id, kind: row.kind };
}

export function deadStretch(row: TimeColumns): DeadStretch {
  return { start: instantOf(row.start_time), end: instantOf(row.end_time) };
}

export function tutorialWindow(row: WindowColumns): TutorialWindow {
  return { start: instantOf(row.start_time), end: instantOf(row.end_time), cuts: row.cuts_sessions };
}

export function policyOf(row: PolicyColumns): Policy {
  return {
    effectiveAt: instantOf(row.effective_at),
    thresholdMinutes: row.threshold_minutes,
    floorMinutes: row.floor_minutes,
    splitAtTutorials: row.split_at_tutorials,
  };
}
