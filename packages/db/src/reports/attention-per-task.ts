import type { ProjectId, TaskDefinitionId, TaskId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { VISIBLE_SESSIONS, visibleTo } from "../sessions/list-sessions";
import { dateOf } from "../tracker/rows";
import type { FigureFilter } from "./figures";

/** Somebody's observed attention on one task, over all addresses. */
export interface TaskAttention {
  readonly userId: UserId;
  readonly unitId: UnitId;
  readonly taskId: TaskId;
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
  /** Milliseconds of the union of the stretches. */
  readonly activeMs: number;
}

const ATTENTION = `
  SELECT s.user_id, s.unit_id, s.task_id, t.project_id, t.task_definition_id,
         multirange_ms(range_agg(tstzrange(greatest(s.start_time, $6), least(s.end_time, $7)))) AS active_ms
  FROM attention_stretches s JOIN tasks t ON t.id = s.task_id
  WHERE ${VISIBLE_SESSIONS} AND s.deleted_session_id IS NULL
    AND ($4::bigint IS NULL OR s.user_id = $4) AND ($5::bigint[] IS NULL OR s.unit_id = ANY($5))
    AND s.end_time > $6 AND s.start_time < $7
  GROUP BY s.user_id, s.unit_id, s.task_id, t.project_id, t.task_definition_id
  ORDER BY s.user_id, s.unit_id, s.task_id`;

/** Observed attention per person and task within `[from, to)`, as far as `scope` reaches; tasks without any are left out. */
export async function attentionPerTask(
  db: Database,
  scope: Scope,
  { userId, unitIds, from, to }: FigureFilter & { readonly from: Instant; readonly to: Instant },
): Promise<TaskAttention[]> {
  const { rows } = await db.pool.query<{
    user_id: UserId;
    unit_id: UnitId;
    task_id: TaskId;
    project_id: ProjectId;
    task_definition_id: TaskDefinitionId;
    active_ms: number;
  }>(ATTENTION, [...visibleTo(scope, { userId, unitIds }), userId ?? null, unitIds ?? null, dateOf(from), dateOf(to)]);
  return rows.map((row) => ({
    userId: row.user_id,
    unitId: row.unit_id,
    taskId: row.task_id,
    projectId: row.project_id,
    taskDefinitionId: row.task_definition_id,
    activeMs: row.active_ms,
  }));
}
