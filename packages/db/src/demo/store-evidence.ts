import type { Client } from "../transaction";
import type { DerivedSession } from "@tutor-times/core/derive-sessions";
import type { Activity, Stretch, TutorialWindow } from "@tutor-times/core/evidence";
import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { DEFAULT_POLICY, type PolicyTimeline } from "@tutor-times/core/policy";
import { instant, instantOf } from "@tutor-times/core/instant";
import { deriveInParts, mergeAttention } from "./derive-evidence";
import type { Ids } from "./ids";
import { insertRows } from "./insert-rows";
import { placeName, type KeyEvidence } from "./simulation";

type Windows = ReadonlyMap<string, readonly TutorialWindow[]>;

/** The policy that `storeWorld` gives every unit. */
const POLICIES: PolicyTimeline = [{ effectiveAt: instant(0), ...DEFAULT_POLICY }];

/** The meetings of each staff member in each unit, as the timetable came out. */
export async function loadWindows(client: Client): Promise<Windows> {
  const { rows } = await client.query<{
    user_id: UserId;
    unit_id: UnitId;
    start_time: Date;
    end_time: Date;
    cuts_sessions: boolean;
  }>("SELECT user_id, unit_id, start_time, end_time, cuts_sessions FROM tutorial_windows ORDER BY start_time, id");
  const windows = new Map<string, TutorialWindow[]>();
  for (const row of rows) {
    const place = placeName(row.unit_id, row.user_id);
    const known = windows.get(place) ?? [];
    known.push({ start: instantOf(row.start_time), end: instantOf(row.end_time), cuts: row.cuts_sessions });
    windows.set(place, known);
  }
  return windows;
}

interface PlacedSession {
  readonly id: SessionId;
  readonly key: KeyEvidence;
  readonly session: DerivedSession<Activity>;
}

/** Writes the evidence, and the sessions that the rules make of it. Returns how many rows of each there are. */
export async function storeEvidence(
  client: Client,
  keys: readonly KeyEvidence[],
  windows: Windows,
  ids: Ids,
): Promise<{ sessions: number; activities: number; stretches: number }> {
  const derived: { key: KeyEvidence; session: DerivedSession<Activity> }[] = [];
  const attention: { key: KeyEvidence; stretch: Stretch }[] = [];
  for (const key of keys) {
    const merged = mergeAttention(key.stretches);
    const rules = { policies: POLICIES, windows: windows.get(placeName(key.unit.id, key.person.id)) ?? [] };
    for (const session of deriveInParts(key.activities, merged, rules)) derived.push({ key, session });
    for (const stretch of merged) attention.push({ key, stretch });
  }
  derived.sort((a, b) => a.session.row.start - b.session.row.start);
  const sessions = derived.map((one): PlacedSession => ({ ...one, id: ids.next<SessionId>("marking_sessions") }));
  await storeSessions(client, sessions);
  const activities = sessions.flatMap(({ id, session }) => session.activities.map((activity) => ({ session: id, activity })));
  activities.sort((a, b) => a.activity.at - b.activity.at);
  await insertRows(
    client,
    "session_activities",
    {
      id: ["bigint", () => ids.next("session_activities")],
      marking_session_id: ["bigint", ({ session }) => session],
      action: ["text", ({ activity }) => activity.action],
      project_id: ["bigint", ({ activity }) => activity.projectId],
      task_id: ["bigint", ({ activity }) => activity.taskId],
      task_definition_id: ["bigint", ({ activity }) => activity.taskDefinitionId],
      status_changed: ["boolean", ({ activity }) => activity.statusChanged],
      created_at: ["timestamptz", ({ activity }) => activity.at],
      updated_at: ["timestamptz", ({ activity }) => activity.at],
    },
    activities,
  );
  attention.sort((a, b) => a.stretch.start - b.stretch.start);
  await insertRows(
    client,
    "attention_stretches",
    {
      id: ["bigint", () => ids.next("attention_stretches")],
      user_id: ["bigint", ({ key }) => key.person.id],
      unit_id: ["bigint", ({ key }) => key.unit.id],
      ip_address: ["text", ({ key }) => key.ipAddress],
      task_id: ["bigint", ({ stretch }) => stretch.taskId],
      kind: ["text", ({ stretch }) => stretch.kind],
      start_time: ["timestamptz", ({ stretch }) => stretch.start],
      end_time: ["timestamptz", ({ stretch }) => stretch.end],
    },
    attention,
  );
  return { sessions: sessions.length, activities: activities.length, stretches: attention.length };
}

function storeSessions(client: Client, sessions: readonly PlacedSession[]): Promise<void> {
  return insertRows(
    client,
    "marking_sessions",
    {
      id: ["bigint", ({ id }) => id],
      user_id: ["bigint", ({ key }) => key.person.id],
      unit_id: ["bigint", ({ key }) => key.unit.id],
      ip_address: ["text", ({ key }) => key.ipAddress],
      start_time: ["timestamptz", ({ session }) => session.row.start],
      end_time: ["timestamptz", ({ session }) => session.row.end],
      duration_minutes: ["integer", ({ session }) => session.row.durationMinutes],
      during_tutorial: ["boolean", ({ session }) => session.row.duringTutorial],
      continues: ["boolean", ({ session }) => session.row.continues],
      counted_from: ["timestamptz", ({ session }) => session.row.countedFrom],
      active_ms: ["bigint", ({ session }) => session.row.activeMs],
      activities: ["integer", ({ session }) => session.row.activities],
      assessments: ["integer", ({ session }) => session.row.assessments],
      comments_added: ["integer", ({ session }) => session.row.commentsAdded],
      submissions_opened: ["integer", ({ session }) => session.row.submissionsOpened],
      created_at: ["timestamptz", ({ session }) => session.row.start],
      updated_at: ["timestamptz", ({ session }) => session.row.end],
    },
    sessions,
  );
}
