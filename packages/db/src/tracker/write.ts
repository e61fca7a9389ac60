import type { Advance, SessionChange } from "@tutor-times/core/advance";
import type { Activity } from "@tutor-times/core/evidence";
import type { SessionId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Client } from "../transaction";
import type { EvidenceKey } from "./evidence-key";
import { dateOf } from "./rows";

/** What the rows of one key must become. */
export interface KeyChange extends EvidenceKey {
  readonly advance: Advance<Activity>;
}

interface Placed {
  readonly key: EvidenceKey;
  readonly change: SessionChange<Activity>;
  readonly id: SessionId;
  readonly isNew: boolean;
}

const ROW_COLUMNS = `start_time, end_time, duration_minutes, during_tutorial, continues, counted_from, active_ms, activities,
  assessments, comments_added, submissions_opened`;
const ROW_ARRAYS = `$2::timestamptz[], $3::timestamptz[], $4::integer[], $5::boolean[], $6::boolean[], $7::timestamptz[], $8::bigint[],
  $9::integer[], $10::integer[], $11::integer[], $12::integer[]`;

const INSERT_SESSIONS = `
  INSERT INTO marking_sessions (id, ${ROW_COLUMNS}, user_id, unit_id, ip_address, created_at, updated_at)
  SELECT *, $16, $16 FROM unnest($1::bigint[], ${ROW_ARRAYS}, $13::bigint[], $14::bigint[], $15::text[])`;

const UPDATE_SESSIONS = `
  UPDATE marking_sessions s SET (${ROW_COLUMNS}) = (${ROW_COLUMNS.replaceAll(/(\w+)/g, "n.$1")}), updated_at = $13
  FROM unnest($1::bigint[], ${ROW_ARRAYS}) AS n(id, ${ROW_COLUMNS}) WHERE s.id = n.id`;

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

const DELETE_STRETCHES = `
  DELETE FROM attention_stretches a USING unnest($1::bigint[], $2::timestamptz[]) AS gone(id, start_time)
  WHERE a.id = gone.id AND a.start_time = gone.start_time`;

const INSERT_STRETCHES = `
  INSERT INTO attention_stretches (user_id, unit_id, ip_address, task_id, kind, start_time, end_time)
  SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[])`;

const NEW_IDS = "SELECT nextval('marking_sessions_id_seq') AS id FROM generate_series(1, $1)";

/** Writes what the increment decided, in set-based statements; `now` becomes `updated_at`. One round trip, two where sessions are new. */
export async function writeChanges(client: Client, changes: readonly KeyChange[], now: Instant): Promise<void> {
  const placed = await place(client, changes);
  const fresh = placed.filter(({ isNew }) => isNew);
  const kept = placed.filter(({ isNew }) => !isNew);
  const at = dateOf(now);
  const absorbed = placed.flatMap(({ change, id }) => change.absorbed.map((source) => ({ source, id })));
  const edges = placed.flatMap(({ change, id }) => (change.edgeOf === null ? [] : [{ ...change.edgeOf, target: id }]));
  const acts = placed.flatMap(({ change, id }) => change.activities.map((activity) => ({ ...activity, sessionId: id })));
  const removed = changes.flatMap(({ advance }) => advance.stretches.removed);
  const added = changes.flatMap((change) => change.advance.stretches.added.map((stretch) => ({ ...change, ...stretch })));

  const statements: [rows: number, name: string, text: string, values: unknown[]][] = [
    [
      fresh.length,
      "insert-sessions",
      INSERT_SESSIONS,
      [...rowArrays(fresh), column(fresh, "userId"), column(fresh, "unitId"), column(fresh, "ipAddress"), at],
    ],
    [kept.length, "update-sessions", UPDATE_SESSIONS, [...rowArrays(kept), at]],
    // Before the rest: what lies at the very end of an absorbed session goes its own way.
    [
      edges.length,
      "move-edges",
      MOVE_EDGES,
      [edges.map(({ id }) => id), edges.map((edge) => dateOf(edge.at)), edges.map(({ target }) => target)],
    ],
    [absorbed.length, "move-absorbed", MOVE_ABSORBED, [absorbed.map(({ source }) => source), absorbed.map(({ id }) => id)]],
    [absorbed.length, "delete-absorbed", DELETE_ABSORBED, [absorbed.map(({ source }) => source)]],
    [
      acts.length,
      "insert-activities",
      INSERT_ACTIVITIES,
      [
        acts.map(({ sessionId }) => sessionId),
        acts.map((act) => dateOf(act.at)),
        acts.map(({ action }) => action),
        acts.map(({ statusChanged }) => statusChanged),
        acts.map(({ projectId }) => projectId),
        acts.map(({ taskId }) => taskId),
        acts.map(({ taskDefinitionId }) => taskDefinitionId),
        at,
      ],
    ],
    [
      removed.length,
      "delete-stretches",
      DELETE_STRETCHES,
      [removed.map(({ id }) => id), removed.map(({ start }) => dateOf(start))],
    ],
    [
      added.length,
      "insert-stretches",
      INSERT_STRETCHES,
      [
        added.map(({ userId }) => userId),
        added.map(({ unitId }) => unitId),
        added.map(({ ipAddress }) => ipAddress),
        added.map(({ taskId }) => taskId),
        added.map(({ kind }) => kind),
        added.map(({ start }) => dateOf(start)),
        added.map(({ end }) => dateOf(end)),
      ],
    ],
  ];
  await Promise.all(
    statements
      .filter(([rows]) => rows > 0)
      .map(([, name, text, values]) => client.query({ name: `tracker-${name}`, text, values })),
  );
}

/** Gives every changed session its id; new ones take theirs from the sequence. */
async function place(client: Client, changes: readonly KeyChange[]): Promise<Placed[]> {
  const all = changes.flatMap((key) => key.advance.sessions.map((change) => ({ key, change })));
  const fresh = all.filter(({ change }) => change.id === null).length;
  const { rows } =
    fresh === 0
      ? { rows: [] }
      : await client.query<{ id: SessionId }>({ name: "tracker-new-ids", text: NEW_IDS, values: [fresh] });
  const ids = rows.values();
  return all.map(({ key, change }) => {
    const id = change.id ?? ids.next().value?.id;
    if (id === undefined) throw new Error("The sequence of marking sessions gave fewer ids than asked.");
    return { key, change, id, isNew: change.id === null };
  });
}

function rowArrays(placed: readonly Placed[]): unknown[] {
  const rows = placed.map(({ change }) => change.row);
  return [
    placed.map(({ id }) => id),
    rows.map(({ start }) => dateOf(start)),
    rows.map(({ end }) => dateOf(end)),
    rows.map(({ durationMinutes }) => durationMinutes),
    rows.map(({ duringTutorial }) => duringTutorial),
    rows.map(({ continues }) => continues),
    rows.map(({ countedFrom }) => dateOf(countedFrom)),
    rows.map(({ activeMs }) => activeMs),
    rows.map(({ activities }) => activities),
    rows.map(({ assessments }) => assessments),
    rows.map(({ commentsAdded }) => commentsAdded),
    rows.map(({ submissionsOpened }) => submissionsOpened),
  ];
}

function column(placed: readonly Placed[], field: keyof EvidenceKey): unknown[] {
  return placed.map(({ key }) => key[field]);
}
