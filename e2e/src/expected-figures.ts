import type { Action, AttentionKind } from "@tutor-times/core/actions";
import { deriveFigures, type DerivedFigures, type KeyOutcome } from "@tutor-times/core/derive-figures";
import { deriveSessions } from "@tutor-times/core/derive-sessions";
import { deriveTaskTime } from "@tutor-times/core/derive-task-time";
import type { Activity, SessionRow, Stretch } from "@tutor-times/core/evidence";
import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import { instant, type Instant } from "@tutor-times/core/instant";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import { spreadOf, type Spread } from "@tutor-times/core/spread";
import type { Database } from "@tutor-times/db/database";
import type { World } from "./world";

/** All evidence of one person in one unit, from one address, and what the rules make of it: no report is asked. */
export interface Evidence {
  readonly outcome: KeyOutcome;
  readonly sessions: readonly { readonly row: SessionRow; readonly activities: readonly Activity[] }[];
  readonly activities: readonly Activity[];
  readonly stretches: readonly Stretch[];
}

/** Reads raw activities, attention and tutorials, and derives the sessions by the specification. */
export async function evidenceOf(db: Database, { userId, unitId }: { userId: UserId; unitId: UnitId }): Promise<Evidence> {
  const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
  const acts = await db.pool.query<{
    at: number;
    action: Action;
    changed: boolean;
    project: ProjectId;
    task: TaskId;
    definition: TaskDefinitionId;
  }>(
    `SELECT ${ms("a.created_at")} AS at, a.action, a.status_changed AS changed, a.project_id AS project, a.task_id AS task, a.task_definition_id AS definition
     FROM session_activities a JOIN marking_sessions s ON s.id = a.marking_session_id
     WHERE s.user_id = $1 AND s.unit_id = $2 ORDER BY a.created_at, a.id`,
    [userId, unitId],
  );
  const attention = await db.pool.query<{ start: number; end: number; task: TaskId | null; kind: AttentionKind }>(
    `SELECT ${ms("start_time")} AS start, ${ms("end_time")} AS "end", task_id AS task, kind FROM attention_stretches
     WHERE user_id = $1 AND unit_id = $2 ORDER BY start_time`,
    [userId, unitId],
  );
  const meetings = await db.pool.query<{ start: number; end: number; cuts: boolean }>(
    `SELECT ${ms("start_time")} AS start, ${ms("end_time")} AS "end", cuts_sessions AS cuts FROM tutorial_windows WHERE user_id = $1 AND unit_id = $2`,
    [userId, unitId],
  );
  const activities = acts.rows.map((row): Activity => ({
    at: instant(row.at),
    action: row.action,
    statusChanged: row.changed,
    projectId: row.project,
    taskId: row.task,
    taskDefinitionId: row.definition,
  }));
  const stretches = attention.rows.map(({ start, end, task, kind }) => ({
    start: instant(start),
    end: instant(end),
    taskId: task,
    kind,
  }));
  const windows = meetings.rows.map(({ start, end, cuts }) => ({ start: instant(start), end: instant(end), cuts }));
  const rules = { policies: [{ effectiveAt: instant(0), ...DEFAULT_POLICY }] as const, windows };
  const sessions = deriveSessions({ activities, stretches, dead: [] }, rules);
  return {
    outcome: { unit: unitId, windows, sessions: sessions.map(({ row }) => row), activities, stretches },
    sessions,
    activities,
    stretches,
  };
}

/** The same of both tutors of a world, the one who is observed first. */
export async function evidenceOfTutors(db: Database, { unit, tutor, otherTutor }: World): Promise<readonly [Evidence, Evidence]> {
  return [
    await evidenceOf(db, { userId: tutor.id, unitId: unit.id }),
    await evidenceOf(db, { userId: otherTutor.id, unitId: unit.id }),
  ];
}

/** The figures within `[from, to)`. */
export function figuresOf({ outcome }: Evidence, from: Instant, to: Instant): DerivedFigures {
  return deriveFigures([outcome], from, to);
}

/** The attention on each assessed task since it was last assessed, by whomever of `all`: its middle. */
export function medianOf(all: Evidence | readonly Evidence[], from: Instant, to: Instant): Spread | null {
  const everybody = [all].flat();
  const assessments = everybody.flatMap(({ activities }) => activities.filter(isAssessment));
  const lengths = everybody.flatMap(({ activities, stretches }) =>
    activities.filter(isAssessment).flatMap(({ at, taskId }) => {
      if (at < from || at >= to) return [];
      const since = Math.max(
        Number.NEGATIVE_INFINITY,
        ...assessments.filter((one) => one.taskId === taskId && one.at < at).map((one) => one.at),
      );
      const observed = stretches
        .filter((stretch) => stretch.taskId === taskId)
        .reduce((sum, stretch) => sum + Math.max(0, Math.min(stretch.end, at) - Math.max(stretch.start, since)), 0);
      return observed > 0 ? [observed] : [];
    }),
  );
  return spreadOf(lengths);
}

function isAssessment({ action, statusChanged }: Activity): boolean {
  return action === "assessing" && statusChanged;
}

/** How much of the session time within `[from, to)` was observed on, or is estimated for, tasks. */
export function taskTimeOf({ sessions, stretches }: Evidence, from: Instant, to: Instant) {
  const perTask = new Map<TaskId, { observedMs: number; estimatedMs: number }>();
  let lengthMs = 0;
  for (const { row, activities } of sessions) {
    lengthMs += Math.max(0, Math.min(row.end, to) - Math.max(row.start, from));
    for (const [taskId, time] of deriveTaskTime(row, activities, stretches, from, to)) {
      const known = perTask.get(taskId) ?? { observedMs: 0, estimatedMs: 0 };
      perTask.set(taskId, { observedMs: known.observedMs + time.observedMs, estimatedMs: known.estimatedMs + time.estimatedMs });
    }
  }
  return { perTask, lengthMs };
}
