import { NEIGHBOURHOOD_MS, sessionsWithEdge, type Counts, type Nearby } from "@tutor-times/core/advance";
import type { Rules } from "@tutor-times/core/evidence";
import type { SessionId, UnitId } from "@tutor-times/core/ids";
import { addMs, instant, instantOf, type Instant } from "@tutor-times/core/instant";
import { DEFAULT_POLICY, type PolicyTimeline } from "@tutor-times/core/policy";
import type { Client } from "../transaction";
import { extentOf, type Arrival } from "./evidence-key";
import {
  SESSION_COLUMNS,
  countsOf,
  dateOf,
  deadStretch,
  policyOf,
  storedSession,
  storedStretch,
  tutorialWindow,
  type CountColumns,
  type PolicyColumns,
  type SessionColumns,
  type StretchColumns,
  type WindowColumns,
} from "./rows";

/** What the increment needs to know of one key. */
export interface Surroundings {
  readonly nearby: Nearby;
  readonly rules: Rules;
  /** The end of the unit's last settled day, or later; null if there is none. */
  readonly settledUntil: Instant | null;
}

/** `n` numbers the keys from 1; `lo` and `hi` bound the neighbourhood, `from` and `to` the arriving attention (or null). */
const KEYS = `unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
  WITH ORDINALITY AS k(user_id, unit_id, ip_address, lo, hi, attention_from, attention_to, n)`;

// Looked up key by key (OFFSET 0 keeps the planner from joining whole tables): it cannot know how few keys will come.
const SESSIONS = `
  SELECT k.n, s.*
  FROM ${KEYS}, LATERAL (
    SELECT false AS is_dead, ${SESSION_COLUMNS} FROM marking_sessions s
    WHERE s.user_id = k.user_id AND s.unit_id = k.unit_id AND s.ip_address = k.ip_address
      AND s.deleted_at IS NULL AND claimed_range(s.start_time, s.end_time) && tstzrange(k.lo, k.hi)
    UNION ALL
    SELECT true, ${SESSION_COLUMNS} FROM marking_sessions s
    WHERE s.user_id = k.user_id AND s.unit_id = k.unit_id AND s.ip_address = k.ip_address
      AND s.deleted_at IS NOT NULL AND s.start_time <= k.hi AND s.end_time >= k.lo
    OFFSET 0) s`;

const STRETCHES = `
  SELECT k.n, a.*
  FROM ${KEYS}, LATERAL (
    SELECT a.id, a.start_time, a.end_time, a.task_id, a.kind FROM attention_stretches a
    WHERE a.user_id = k.user_id AND a.unit_id = k.unit_id AND a.ip_address = k.ip_address
      AND a.deleted_session_id IS NULL AND a.start_time <= k.attention_to AND a.end_time >= k.attention_from OFFSET 0) a`;

const POLICY_COLUMNS = "p.unit_id, p.effective_at, p.threshold_minutes, p.floor_minutes, p.split_at_tutorials";
const POLICIES = `SELECT ${POLICY_COLUMNS} FROM unit_policies p WHERE p.unit_id = ANY($1::bigint[]) ORDER BY p.unit_id, p.effective_at`;

/** The windows of each key and the policies of each unit: the rows of windows have an `n` and no `unit_id`, the others the reverse. */
const RULES = `
  SELECT k.n, w.start_time, w.end_time, w.cuts_sessions,
         NULL::bigint AS unit_id, NULL::timestamptz AS effective_at, NULL::integer AS threshold_minutes, NULL::integer AS floor_minutes,
         NULL::boolean AS split_at_tutorials, NULL::timestamptz AS settled_until
  FROM ${KEYS}, LATERAL (
    SELECT w.start_time, w.end_time, w.cuts_sessions FROM tutorial_windows w
    WHERE w.user_id = k.user_id AND w.unit_id = k.unit_id AND w.start_time <= k.hi AND w.end_time >= k.lo OFFSET 0) w
  UNION ALL
  SELECT NULL, NULL, NULL, NULL, ${POLICY_COLUMNS},
         (SELECT d.end_time FROM settled_days d WHERE d.unit_id = p.unit_id ORDER BY d.start_time DESC LIMIT 1)
  FROM unit_policies p WHERE p.unit_id = ANY($2::bigint[])
  ORDER BY unit_id, effective_at`;

const EDGES = `
  SELECT a.marking_session_id AS id, count(*) AS activities,
         count(*) FILTER (WHERE a.action = 'assessing' AND a.status_changed) AS assessments,
         count(*) FILTER (WHERE a.action = 'add-comment') AS comments_added,
         count(*) FILTER (WHERE a.action = 'get-submission-details') AS submissions_opened
  FROM marking_sessions s JOIN session_activities a ON a.marking_session_id = s.id AND a.created_at = s.end_time
  WHERE s.id = ANY($1::bigint[]) GROUP BY 1`;

interface Numbered {
  readonly n: number;
}

interface WindowOfKey extends Numbered, WindowColumns {
  readonly unit_id: null;
}

interface PolicyOfUnit extends PolicyColumns {
  readonly settled_until: Date | null;
}

/**
 * What is stored around the evidence that arrives, for each arrival in turn: one round trip on a pipelined connection,
 * and a second only where a session ends exactly on a tutorial's boundary. The users' lanes must have been taken,
 * and the rules of the units held.
 */
export async function loadSurroundings(client: Client, arrivals: readonly Arrival[]): Promise<Surroundings[]> {
  const extents = arrivals.map(extentOf);
  const attention = arrivals.map(({ stretches }) => extentOf({ activities: [], stretches }));
  const values = [
    arrivals.map(({ userId }) => userId),
    arrivals.map(({ unitId }) => unitId),
    arrivals.map(({ ipAddress }) => ipAddress),
    extents.map((extent) => extent && dateOf(addMs(extent.start, -NEIGHBOURHOOD_MS))),
    extents.map((extent) => extent && dateOf(addMs(extent.end, NEIGHBOURHOOD_MS))),
    attention.map((extent) => extent && dateOf(extent.start)),
    attention.map((extent) => extent && dateOf(extent.end)),
  ];
  const unitIds = arrivals.map(({ unitId }) => unitId);
  const [sessions, stretches, rules] = await Promise.all([
    client.query<Numbered & SessionColumns & { readonly is_dead: boolean }>({ name: "tracker-sessions", text: SESSIONS, values }),
    attention.every((extent) => extent === null)
      ? { rows: [] }
      : client.query<Numbered & StretchColumns>({ name: "tracker-stretches", text: STRETCHES, values }),
    client.query<WindowOfKey | PolicyOfUnit>({ name: "tracker-rules", text: RULES, values }),
  ]);
  const policies = rules.rows.filter((row) => row.unit_id !== null);
  const timelines = timelinesOf(policies);
  const of = <Row extends Numbered, Item>(rows: readonly Row[], make: (row: Row) => Item): Item[][] => {
    const perKey: Item[][] = arrivals.map(() => []);
    for (const row of rows) perKey[row.n - 1]?.push(make(row));
    return perKey;
  };
  const sessionsOf = of(
    sessions.rows.filter((row) => !row.is_dead),
    storedSession,
  );
  const deadOf = of(
    sessions.rows.filter((row) => row.is_dead),
    deadStretch,
  );
  const stretchesOf = of(stretches.rows, storedStretch);
  const windowsOf = of(
    rules.rows.filter((row) => row.unit_id === null),
    tutorialWindow,
  );
  const rulesOf = arrivals.map(({ unitId }, index): Rules => ({
    policies: timelines.get(unitId) ?? [{ ...DEFAULT_POLICY, effectiveAt: instant(0) }],
    windows: windowsOf[index] ?? [],
  }));
  const edges = await loadEdges(
    client,
    rulesOf.flatMap((rules, index) => sessionsWithEdge(sessionsOf[index] ?? [], rules)),
  );
  return rulesOf.map((rules, index) => ({
    rules,
    settledUntil: settledUntil(policies, unitIds[index]),
    nearby: { sessions: sessionsOf[index] ?? [], stretches: stretchesOf[index] ?? [], dead: deadOf[index] ?? [], edges },
  }));
}

/** The policies of each unit, in the order of their instants. */
export async function loadPolicies(client: Client, unitIds: readonly UnitId[]): Promise<Map<UnitId, PolicyTimeline>> {
  return timelinesOf((await client.query<PolicyColumns>({ name: "tracker-policies", text: POLICIES, values: [unitIds] })).rows);
}

function timelinesOf(rows: readonly PolicyColumns[]): Map<UnitId, PolicyTimeline> {
  const timelines = new Map<UnitId, PolicyTimeline>();
  for (const row of rows) {
    const known = timelines.get(row.unit_id);
    timelines.set(row.unit_id, known === undefined ? [policyOf(row)] : [...known, policyOf(row)]);
  }
  return timelines;
}

/** A unit without a policy of its own is not among the rows: then all of it counts as settled, to be on the safe side. */
function settledUntil(rows: readonly PolicyOfUnit[], unitId: UnitId | undefined): Instant | null {
  const row = rows.find(({ unit_id }) => unit_id === unitId);
  if (row === undefined) return instant(Number.MAX_SAFE_INTEGER);
  return row.settled_until && instantOf(row.settled_until);
}

async function loadEdges(client: Client, sessionIds: readonly SessionId[]): Promise<Map<SessionId, Counts>> {
  if (sessionIds.length === 0) return new Map();
  const { rows } = await client.query<CountColumns & { id: SessionId }>({
    name: "tracker-edges",
    text: EDGES,
    values: [sessionIds],
  });
  return new Map(rows.map((row) => [row.id, countsOf(row)]));
}
