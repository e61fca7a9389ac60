import type { Advance } from "@tutor-times/core/advance";
import type { Activity } from "@tutor-times/core/evidence";
import type { Instant } from "@tutor-times/core/instant";
import type { Client, Statement } from "../transaction";
import type { EvidenceKey } from "./evidence-key";
import { dateOf } from "./rows";
import { stretchWrites } from "./write-stretches";
import { placeRows, rowWrites } from "./write-rows";

/** What the rows of one key must become. */
export interface KeyChange extends EvidenceKey {
  readonly advance: Advance<Activity>;
}

const MOVE_ABSORBED = `
  UPDATE session_activities a SET marking_session_id = m.target
  FROM unnest($1::bigint[], $2::bigint[]) AS m(source, target) WHERE a.marking_session_id = m.source`;

const MOVE_EDGES = `
  UPDATE session_activities a SET marking_session_id = m.target
  FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) AS m(source, at, target)
  WHERE a.marking_session_id = m.source AND a.created_at = m.at`;

const DELETE_ABSORBED = "DELETE FROM marking_sessions WHERE id = ANY($1::bigint[])";

const INSERT_ACTIVITIES = `
  INSERT INTO session_activities (marking_session_id, created_at, action, status_changed, project_id, task_id, task_definition_id, updated_at)
  SELECT *, $8::timestamptz FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::boolean[], $5::bigint[], $6::bigint[], $7::bigint[])`;

/**
 * The set-based statements that write what the increment decided; `now` becomes `updated_at`. Where sessions are new it asks for
 * their ids first.
 */
export async function changeWrites(client: Client, changes: readonly KeyChange[], now: Instant): Promise<Statement[]> {
  const all = changes.flatMap((key) => key.advance.sessions.map((change) => ({ key, change, id: change.id, row: change.row })));
  const rows = await placeRows(client, all);
  const placed = all.map(({ change }, index) => ({ change, id: rows[index]?.id }));
  const at = dateOf(now);
  const absorbed = placed.flatMap(({ change, id }) => change.absorbed.map((source) => ({ source, id })));
  const edges = placed.flatMap(({ change, id }) => (change.edgeOf === null ? [] : [{ ...change.edgeOf, target: id }]));
  const acts = placed.flatMap(({ change, id }) => change.activities.map((activity) => ({ ...activity, sessionId: id })));
  const statements: [rows: number, name: string, text: string, values: unknown[]][] = [
    // Before the rest: what lies at the very end of an absorbed session goes its own way.
    [
      edges.length,
      "move-edges",
      MOVE_EDGES,
      [edges.map(({ id }) => id), edges.map((edge) => dateOf(edge.at)), edges.map(({ target }) => target)],
    ],
    [absorbed.length, "move-absorbed", MOVE_ABSORBED, [absorbed.map(({ source }) => source), absorbed.map(({ id }) => id)]],
    [absorbed.length, "delete-absorbed", DELETE_ABSORBED, [absorbed.map(({ source }) => source)]],
  ];
  const insertActivities: Statement = {
    name: "tracker-insert-activities",
    text: INSERT_ACTIVITIES,
    values: [
      acts.map(({ sessionId }) => sessionId),
      acts.map((act) => dateOf(act.at)),
      acts.map(({ action }) => action),
      acts.map(({ statusChanged }) => statusChanged),
      acts.map(({ projectId }) => projectId),
      acts.map(({ taskId }) => taskId),
      acts.map(({ taskDefinitionId }) => taskDefinitionId),
      at,
    ],
    table: "session_activities",
  };
  return [
    ...rowWrites(rows, now),
    ...stretchWrites(changes.map((key) => ({ key, change: key.advance.stretches }))),
    ...statements.filter(([rows]) => rows > 0).map(([, name, text, values]) => ({ name: `tracker-${name}`, text, values })),
    ...(acts.length > 0 ? [insertActivities] : []),
  ];
}
