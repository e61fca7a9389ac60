import type { ActVerdict } from "@tutor-times/core/act-verdict";
import type { AttentionKind, ReadingAction } from "@tutor-times/core/actions";
import type { TaskUpdate } from "@tutor-times/core/assess";
import type { Verdict } from "@tutor-times/core/beat-verdict";
import type { ProjectId, TaskDefinitionId, TaskId, UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { LocalDate } from "@tutor-times/core/local-date";
import type { TaskStatus } from "@tutor-times/core/task-status";
import type { Scope } from "@tutor-times/core/viewer";
import type { Comment } from "./conversations";

/** Who acts, when the server handles it, and from which address (in canonical form). */
export interface Caller {
  readonly scope: Scope;
  readonly now: Instant;
  readonly ipAddress: string;
}

/** A task as the caller names it; the task itself comes to be with the first act that touches it. */
export interface TaskTarget {
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
}

export interface BeatInput {
  readonly target: TaskTarget | { readonly unitId: UnitId };
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: AttentionKind;
}

/** What is recorded of whoever is shown something of a task in the same request. */
export type OpeningAction = Extract<ReadingAction, "get-submission-details" | "get-submission-files" | "get-comments">;

/** What can be recorded. Several of these, of any users, make a batch. */
export type Act = { readonly caller: Caller } & (
  | { readonly kind: "beats"; readonly beats: readonly BeatInput[] }
  | {
      readonly kind: "reading";
      readonly target: TaskTarget;
      readonly action: ReadingAction;
      readonly idempotencyKey: string | null;
    }
  | { readonly kind: "opening"; readonly target: TaskTarget; readonly action: OpeningAction }
  | { readonly kind: "assess"; readonly target: TaskTarget; readonly update: TaskUpdate; readonly idempotencyKey: string | null }
);

/** A task after it was saved. Dates are the unit's calendar dates, the rest instants. */
export interface TaskState extends TaskTarget {
  readonly id: TaskId;
  readonly status: TaskStatus;
  readonly dueDate: LocalDate | null;
  readonly submissionDate: Instant | null;
  readonly completionDate: Instant | null;
  readonly timesAssessed: number;
  readonly grade: number | null;
  readonly qualityPts: number | null;
}

/** The answer to each kind of act. */
export interface Answers {
  readonly beats: readonly Verdict[];
  readonly reading: { readonly verdict: "recorded" | "ignored" };
  /** The comments, for `get-comments`; else none. */
  readonly opening: readonly Comment[];
  readonly assess: TaskState;
}

/** The answer to an act that a service account reported. `detail` says in words why it was not recorded. */
export interface ReportAnswer {
  readonly verdict: ActVerdict;
  readonly detail: string | null;
}

export type Answer = Answers[Act["kind"]] | ReportAnswer;
