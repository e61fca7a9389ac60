import { NEIGHBOURHOOD_MS, type StoredSession } from "@tutor-times/core/advance";
import { deriveSessions } from "@tutor-times/core/derive-sessions";
import { DomainError } from "@tutor-times/core/errors";
import { isBorneOut } from "@tutor-times/core/complete-evidence";
import type { Activity, Rules, Stretch } from "@tutor-times/core/evidence";
import type { ActivityId, SessionId } from "@tutor-times/core/ids";
import { addMs, earlier, instant, instantOf, later, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";
import { matchSessions, type Match } from "@tutor-times/core/match-sessions";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import { unsettle } from "../settled/unsettle";
import type { Client } from "../transaction";
import type { EvidenceKey } from "./evidence-key";
import { loadPolicies } from "./load";
import { loadDead, loadStretches } from "./load-near";
import { dateOf, SESSION_COLUMNS, storedSession, tutorialWindow, type SessionColumns, type WindowColumns } from "./rows";
import { placeRows, writeRows } from "./write-rows";

/** An activity as the database holds it. */
export interface StoredActivity extends Activity {
  readonly id: ActivityId;
  readonly sessionId: SessionId;
}

/** From the first session of the earliest sitting that overlaps [$4, $5] to before the sitting after the last one. */
const WHOLE_SITTINGS = `
  SELECT ${SESSION_COLUMNS} FROM marking_sessions s
  WHERE s.user_id = $1 AND s.unit_id = $2 AND s.ip_address = $3 AND s.deleted_at IS NULL
    AND s.start_time >= coalesce((SELECT max(f.start_time) FROM marking_sessions f
      WHERE f.user_id = $1 AND f.unit_id = $2 AND f.ip_address = $3 AND f.deleted_at IS NULL AND NOT f.continues AND f.start_time <=
        (SELECT min(o.start_time) FROM marking_sessions o WHERE o.user_id = $1 AND o.unit_id = $2 AND o.ip_address = $3
         AND o.deleted_at IS NULL AND o.end_time >= $4 AND o.start_time <= $5)), $4)
    AND s.start_time < coalesce((SELECT min(n.start_time) FROM marking_sessions n
      WHERE n.user_id = $1 AND n.unit_id = $2 AND n.ip_address = $3 AND n.deleted_at IS NULL AND NOT n.continues AND n.start_time > $5), 'infinity')
  ORDER BY s.start_time, s.end_time`;

const ACTIVITIES = `
  SELECT a.id, a.marking_session_id, a.created_at, a.action, a.status_changed, a.project_id, a.task_id, a.task_definition_id
  FROM session_activities a WHERE a.marking_session_id = ANY($1::bigint[]) ORDER BY a.created_at, a.id`;

const WINDOWS = `
  SELECT start_time, end_time, cuts_sessions FROM tutorial_windows
  WHERE user_id = $1 AND unit_id = $2 AND start_time <= $4 AND end_time >= $3`;

const MOVE_ACTIVITIES = `
  UPDATE session_activities a SET marking_session_id = m.session_id
  FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) AS m(id, created_at, session_id)
  WHERE a.id = m.id AND a.created_at = m.created_at`;

/** What the specification makes of a part of a key's evidence, beside the rows that are stored for it. */
export interface Rederived {
  readonly match: Match<StoredActivity>;
  readonly stored: readonly StoredSession[];
  /** Activities that no session holds now: they lie in the dead stretch of this deleted session. */
  readonly dropped: readonly { readonly activity: StoredActivity; readonly sessionId: SessionId }[];
}

/**
 * Derives the sittings of a key that lie within reach of `around` again from their stored evidence, by the
 * specification. Reads only; the user's lane must have been taken. Throws DomainError `conflict` if evidence of one of
 * these sessions is no longer complete: deriving them would make them shorter, or nothing.
 */
export async function rederive(client: Client, key: EvidenceKey, around: Interval): Promise<Rederived> {
  const reach = [addMs(around.start, -NEIGHBOURHOOD_MS), addMs(around.end, NEIGHBOURHOOD_MS)] as const;
  const ofKey = [key.userId, key.unitId, key.ipAddress];
  const sessions = await client.query<SessionColumns>(WHOLE_SITTINGS, [...ofKey, ...reach.map(dateOf)]);
  const stored = sessions.rows.map(storedSession);
  const from = stored.map(({ start }) => start).reduce((least, at) => (at < least ? at : least), reach[0]);
  const to = stored.map(({ end }) => end).reduce((most, at) => (at > most ? at : most), reach[1]);
  const [activities, stretches, dead, rules] = await Promise.all([
    client.query<ActivityColumns>(ACTIVITIES, [stored.map(({ id }) => id)]),
    loadStretches(client, key, { start: from, end: to }),
    loadDead(client, key, { start: addMs(from, -NEIGHBOURHOOD_MS), end: addMs(to, NEIGHBOURHOOD_MS) }),
    loadRules(client, key, { start: from, end: to }),
  ]);
  const evidence = { activities: activities.rows.map(storedActivity), stretches, dead };
  requireEvidence(stored, evidence);
  const derived = deriveSessions(evidence, rules);
  const held = new Set(derived.flatMap((session) => session.activities.map(({ id }) => id)));
  return {
    stored,
    match: matchSessions(stored, derived),
    dropped: evidence.activities
      .filter(({ id }) => !held.has(id))
      .flatMap((activity) => {
        const grave = dead.find((gap) => gap.start <= activity.at && activity.at <= gap.end);
        return grave === undefined ? [] : [{ activity, sessionId: grave.sessionId }];
      }),
  };
}

function requireEvidence(
  stored: readonly StoredSession[],
  { activities, stretches }: { readonly activities: readonly StoredActivity[]; readonly stretches: readonly Stretch[] },
): void {
  const counts = new Map<SessionId, number>();
  for (const { sessionId } of activities) counts.set(sessionId, (counts.get(sessionId) ?? 0) + 1);
  const lost = stored.findLast((row) => !isBorneOut(row, counts.get(row.id) ?? 0, stretches));
  if (lost === undefined) return;
  const start = new Date(lost.start).toISOString();
  throw new DomainError(
    "conflict",
    `The evidence of session ${lost.id} (${start}) is no longer complete, so nothing within ${NEIGHBOURHOOD_MS / MINUTE_MS} minutes of it can be derived again.`,
    "from",
  );
}

/** Writes what `rederive` found; true if anything differed from what was stored. */
export async function writeRederived(
  client: Client,
  key: EvidenceKey,
  { match, stored, dropped }: Rederived,
  now: Instant,
): Promise<boolean> {
  const changed = match.sessions.filter((session) => session.changed);
  const rows = await placeRows(
    client,
    changed.map(({ id, row }) => ({ key, id, row })),
  );
  await writeRows(client, rows, now);
  const idOf = new Map(changed.map((session, index) => [session, rows[index]?.id]));
  const moved = [
    ...match.sessions.flatMap((session) =>
      session.activities.map((activity) => ({ activity, sessionId: idOf.get(session) ?? session.id })),
    ),
    ...dropped,
  ].filter(({ activity, sessionId }) => activity.sessionId !== sessionId);
  if (moved.length > 0) {
    const activities = moved.map(({ activity }) => activity);
    await client.query(MOVE_ACTIVITIES, [
      activities.map(({ id }) => id),
      activities.map(({ at }) => dateOf(at)),
      moved.map(({ sessionId }) => sessionId),
    ]);
  }
  const gone = match.gone.map(({ id }) => id);
  if (gone.length > 0) await client.query("DELETE FROM marking_sessions WHERE id = ANY($1::bigint[])", [gone]);
  if (changed.length + moved.length + gone.length === 0) return false;
  const touched = [...stored, ...changed.map(({ row }) => row)];
  const [first, ...others] = touched;
  if (first !== undefined) {
    await unsettle(client, key, {
      start: others.reduce((least, { start }) => earlier(least, start), first.start),
      end: others.reduce((most, { end }) => later(most, end), first.end),
    });
  }
  return true;
}

async function loadRules(client: Client, key: EvidenceKey, within: Interval): Promise<Rules> {
  const [policies, windows] = await Promise.all([
    loadPolicies(client, [key.unitId]),
    client.query<WindowColumns>(WINDOWS, [key.userId, key.unitId, dateOf(within.start), dateOf(within.end)]),
  ]);
  return {
    policies: policies.get(key.unitId) ?? [{ ...DEFAULT_POLICY, effectiveAt: instant(0) }],
    windows: windows.rows.map(tutorialWindow),
  };
}

interface ActivityColumns {
  readonly id: ActivityId;
  readonly marking_session_id: SessionId;
  readonly created_at: Date;
  readonly action: Activity["action"];
  readonly status_changed: boolean;
  readonly project_id: Activity["projectId"];
  readonly task_id: Activity["taskId"];
  readonly task_definition_id: Activity["taskDefinitionId"];
}

function storedActivity(row: ActivityColumns): StoredActivity {
  return {
    id: row.id,
    sessionId: row.marking_session_id,
    at: instantOf(row.created_at),
    action: row.action,
    statusChanged: row.status_changed,
    projectId: row.project_id,
    taskId: row.task_id,
    taskDefinitionId: row.task_definition_id,
  };
}
