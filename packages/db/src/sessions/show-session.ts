import type { Action, AttentionKind } from "@tutor-times/core/actions";
import { deriveTaskTime } from "@tutor-times/core/derive-task-time";
import { DomainError } from "@tutor-times/core/errors";
import type { ProjectId, SessionId, TaskDefinitionId, TaskId, UserId } from "@tutor-times/core/ids";
import { instantOf, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { explainBounds, type Bounds, type NamedWindow, type Neighbour } from "@tutor-times/core/session-bounds";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { VISIBLE_SESSIONS, visibleTo } from "./list-sessions";
import { SCREEN_COLUMNS, SCREEN_JOINS, sessionOfScreen, type ScreenColumns, type SessionOfScreen } from "./session-row";

/** A task as an act or a stretch names it, with its student. */
export interface NamedTask {
  readonly taskId: TaskId;
  readonly projectId: ProjectId;
  readonly taskDefinitionId: TaskDefinitionId;
  readonly abbreviation: string;
  readonly name: string;
  readonly student: { readonly id: UserId; readonly name: string };
}

export interface ShownActivity {
  readonly at: Instant;
  readonly action: Action;
  readonly statusChanged: boolean;
  readonly task: NamedTask | null;
}

export interface ShownStretch {
  readonly start: Instant;
  readonly end: Instant;
  readonly kind: AttentionKind;
  readonly task: NamedTask | null;
}

/** What of a session's time went into one of its tasks; milliseconds. */
export interface TaskShare {
  readonly task: NamedTask;
  readonly observedMs: number;
  readonly estimatedMs: number;
}

/** A session with everything that it is made of. */
export interface ShownSession {
  readonly session: SessionOfScreen;
  readonly unit: { readonly name: string; readonly timezone: string };
  /** The policy in force at its end. */
  readonly policy: { readonly thresholdMinutes: number; readonly floorMinutes: number };
  readonly bounds: Bounds;
  readonly activities: readonly ShownActivity[];
  /** Clipped to the session, in the order of their starts. */
  readonly stretches: readonly ShownStretch[];
  /** The owner's tutorials in the unit that lie within the session or touch it. */
  readonly tutorials: readonly NamedWindow[];
  readonly spent: readonly TaskShare[];
  readonly unattributedMs: number;
}

/** $1-$3 the scope, $4 the session. */
const SESSION = `
  SELECT ${SCREEN_COLUMNS}, s.ip_address, n.name AS unit_name, n.timezone, policy.threshold_minutes, policy.floor_minutes
  FROM marking_sessions s ${SCREEN_JOINS}
  LEFT JOIN LATERAL (
    SELECT p.threshold_minutes, p.floor_minutes FROM unit_policies p WHERE p.unit_id = s.unit_id
    ORDER BY p.effective_at <= s.end_time DESC, CASE WHEN p.effective_at <= s.end_time THEN p.effective_at END DESC, p.effective_at
    LIMIT 1) policy ON true
  WHERE s.id = $4 AND ${VISIBLE_SESSIONS}`;

const TASK = `
  t.id AS task_id, t.project_id, t.task_definition_id, d.abbreviation, d.name AS task_name, p.user_id AS student_id,
  concat_ws(' ', m.first_name, m.last_name) AS student_name`;
const TASK_JOINS = `
  LEFT JOIN tasks t ON t.id = e.task_id LEFT JOIN task_definitions d ON d.id = t.task_definition_id
  LEFT JOIN projects p ON p.id = t.project_id LEFT JOIN users m ON m.id = p.user_id`;

const ACTIVITIES = `
  SELECT e.created_at AS at, e.action, e.status_changed, ${TASK}
  FROM session_activities e ${TASK_JOINS} WHERE e.marking_session_id = $1 ORDER BY e.created_at, e.id`;

/** $1-$3 the key, $4 and $5 the session's times, $6 its id if it was removed, else null. */
const STRETCHES = `
  SELECT greatest(e.start_time, $4) AS start_time, least(e.end_time, $5) AS end_time, e.kind, ${TASK}
  FROM attention_stretches e ${TASK_JOINS}
  WHERE e.user_id = $1 AND e.unit_id = $2 AND e.ip_address = $3 AND e.start_time < $5 AND e.end_time > $4
    AND e.deleted_session_id IS NOT DISTINCT FROM $6::bigint
  ORDER BY 1, 2, e.id`;

const TUTORIALS = `
  SELECT w.start_time, w.end_time, t.abbreviation FROM tutorial_windows w JOIN tutorials t ON t.id = w.tutorial_id
  WHERE w.user_id = $1 AND w.unit_id = $2 AND w.start_time <= $4 AND w.end_time >= $3 ORDER BY w.start_time, t.abbreviation`;

const neighbour = (condition: string, order: string) => `
  SELECT s.id, s.start_time, s.end_time, s.continues, s.deleted_at IS NOT NULL AS removed FROM marking_sessions s
  WHERE s.user_id = $1 AND s.unit_id = $2 AND s.ip_address = $3 AND s.id <> $5 AND ${condition} ORDER BY ${order} LIMIT 1`;
const BEFORE = neighbour("s.end_time <= $4", "s.end_time DESC, s.deleted_at IS NOT NULL, s.start_time DESC");
const AFTER = neighbour("s.start_time >= $4", "s.start_time, s.deleted_at IS NOT NULL, s.end_time");

interface SessionRow extends ScreenColumns {
  readonly ip_address: string;
  readonly unit_name: string;
  readonly timezone: string;
  readonly threshold_minutes: number | null;
  readonly floor_minutes: number | null;
}

type TaskColumns =
  | { readonly task_id: null }
  | {
      readonly task_id: TaskId;
      readonly project_id: ProjectId;
      readonly task_definition_id: TaskDefinitionId;
      readonly abbreviation: string;
      readonly task_name: string;
      readonly student_id: UserId;
      readonly student_name: string;
    };

type ActivityRow = TaskColumns & { readonly at: Date; readonly action: Action; readonly status_changed: boolean };
type StretchRow = TaskColumns & { readonly start_time: Date; readonly end_time: Date; readonly kind: AttentionKind };

/**
 * One session and what it is made of, removed ones too. Throws DomainError `not_found` where there is none, or none that
 * `scope` may see.
 */
export async function showSession(
  db: Database,
  scope: Scope,
  { sessionId, now }: { readonly sessionId: SessionId; readonly now: Instant },
): Promise<ShownSession> {
  const { rows } = await db.pool.query<SessionRow>(SESSION, [...visibleTo(scope), sessionId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "Unable to find requested MarkingSession", "sessionId");
  const session = sessionOfScreen(row);
  const key = [row.user_id, row.unit_id, row.ip_address] as const;
  const [from, to] = [dateOf(session.start), dateOf(session.end)];
  const [acts, attention, windows, before, after] = await Promise.all([
    db.pool.query<ActivityRow>(ACTIVITIES, [sessionId]),
    db.pool.query<StretchRow>(STRETCHES, [...key, from, to, session.removed === null ? null : sessionId]),
    db.pool.query<{ start_time: Date; end_time: Date; abbreviation: string }>(TUTORIALS, [key[0], key[1], from, to]),
    db.pool.query<NeighbourRow>(BEFORE, [...key, from, sessionId]),
    db.pool.query<NeighbourRow>(AFTER, [...key, to, sessionId]),
  ]);
  const activities = acts.rows.map((act): ShownActivity => ({
    at: instantOf(act.at),
    action: act.action,
    statusChanged: act.status_changed,
    task: namedTask(act),
  }));
  const stretches = attention.rows.map((stretch): ShownStretch => ({
    ...times(stretch),
    kind: stretch.kind,
    task: namedTask(stretch),
  }));
  const tutorials = windows.rows.map((window) => ({ ...times(window), name: window.abbreviation }));
  const policy = { thresholdMinutes: row.threshold_minutes ?? 15, floorMinutes: row.floor_minutes ?? 5 };
  return {
    session,
    unit: { name: row.unit_name, timezone: row.timezone },
    policy,
    bounds: explainBounds(
      { id: session.id, start: session.start, end: session.end, continues: session.continues, removed: session.removed !== null },
      {
        before: before.rows.map(neighbourOf)[0] ?? null,
        after: after.rows.map(neighbourOf)[0] ?? null,
        windows: tutorials,
        thresholdMs: policy.thresholdMinutes * MINUTE_MS,
        now,
      },
    ),
    activities,
    stretches,
    tutorials,
    ...sharesOf(session, activities, stretches),
  };
}

/** Where the session's time went, by core's own rule: it is one session, so nothing is saved by asking SQL. */
function sharesOf(
  session: SessionOfScreen,
  activities: readonly ShownActivity[],
  stretches: readonly ShownStretch[],
): Pick<ShownSession, "spent" | "unattributedMs"> {
  const tasks = new Map(
    [...activities, ...stretches].flatMap(({ task }) => (task === null ? [] : [[task.taskId, task] as const])),
  );
  const times = deriveTaskTime(
    session,
    activities.map(({ task, ...act }) => ({
      ...act,
      projectId: task?.projectId ?? null,
      taskId: task?.taskId ?? null,
      taskDefinitionId: task?.taskDefinitionId ?? null,
    })),
    stretches.map(({ task, ...stretch }) => ({ ...stretch, taskId: task?.taskId ?? null })),
    session.start,
    session.end,
  );
  const spent = [...tasks].map(([id, task]): TaskShare => ({ task, ...(times.get(id) ?? { observedMs: 0, estimatedMs: 0 }) }));
  const attributed = spent.reduce((sum, { observedMs, estimatedMs }) => sum + observedMs + estimatedMs, 0);
  return { spent, unattributedMs: session.end - session.start - attributed };
}

interface NeighbourRow {
  readonly id: SessionId;
  readonly start_time: Date;
  readonly end_time: Date;
  readonly continues: boolean;
  readonly removed: boolean;
}

function neighbourOf(row: NeighbourRow): Neighbour {
  return { id: row.id, ...times(row), continues: row.continues, removed: row.removed };
}

function times(row: { readonly start_time: Date; readonly end_time: Date }): { start: Instant; end: Instant } {
  return { start: instantOf(row.start_time), end: instantOf(row.end_time) };
}

function namedTask(row: TaskColumns): NamedTask | null {
  if (row.task_id === null) return null;
  return {
    taskId: row.task_id,
    projectId: row.project_id,
    taskDefinitionId: row.task_definition_id,
    abbreviation: row.abbreviation,
    name: row.task_name,
    student: { id: row.student_id, name: row.student_name },
  };
}
