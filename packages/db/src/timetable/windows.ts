import type { TutorialId, UnitId, UserId } from "@tutor-times/core/ids";
import type { TutorialWindow } from "@tutor-times/core/evidence";
import type { Instant } from "@tutor-times/core/instant";
import type { LocalDate, Weekday } from "@tutor-times/core/local-date";
import { tutorialWindows, type DateSpan } from "@tutor-times/core/tutorial-windows";
import type pg from "pg";
import { unsettleUnit } from "../settled/unsettle";
import { dateOf } from "../tracker/rows";

const TUTORIALS = `
  SELECT t.id, r.user_id, coalesce(c.timezone, u.timezone) AS timezone, t.meeting_day, t.meeting_time, t.duration_minutes,
         u.start_date AS unit_from, u.end_date AS unit_to, t.start_date, t.end_date, coalesce(s.cuts_sessions, true) AS cuts_sessions,
         ARRAY(SELECT x.date FROM tutorial_cancellations x WHERE x.tutorial_id = t.id) AS cancelled,
         coalesce((SELECT jsonb_agg(jsonb_build_object('from', b.start_date, 'to', b.end_date)) FROM unit_breaks b WHERE b.unit_id = u.id), '[]') AS breaks
  FROM tutorials t
  JOIN units u ON u.id = t.unit_id
  JOIN unit_roles r ON r.id = t.unit_role_id
  LEFT JOIN campuses c ON c.id = t.campus_id
  LEFT JOIN tutorial_streams s ON s.id = t.stream_id
  WHERE t.unit_id = $1`;

interface TutorialColumns {
  readonly id: TutorialId;
  readonly user_id: UserId;
  readonly timezone: string;
  readonly meeting_day: Weekday;
  readonly meeting_time: string;
  readonly duration_minutes: number;
  readonly unit_from: LocalDate;
  readonly unit_to: LocalDate;
  readonly start_date: LocalDate | null;
  readonly end_date: LocalDate | null;
  readonly cuts_sessions: boolean;
  readonly cancelled: readonly LocalDate[];
  readonly breaks: readonly DateSpan[];
}

/** A window of a unit's timetable: whose class it is, and which. */
export interface PlannedWindow extends TutorialWindow {
  readonly tutorialId: TutorialId;
  readonly userId: UserId;
}

/** Every window of a unit as its timetable says now, whatever was taught. */
export async function planWindows(client: pg.Pool | pg.ClientBase, unitId: UnitId): Promise<PlannedWindow[]> {
  const { rows } = await client.query<TutorialColumns>(TUTORIALS, [unitId]);
  return rows.flatMap((row) =>
    tutorialWindows({
      timezone: row.timezone,
      day: row.meeting_day,
      time: row.meeting_time,
      durationMinutes: row.duration_minutes,
      unitFrom: row.unit_from,
      unitTo: row.unit_to,
      from: row.start_date,
      to: row.end_date,
      cancelled: row.cancelled,
      breaks: row.breaks,
      cuts: row.cuts_sessions,
    }).map((window) => ({ ...window, tutorialId: row.id, userId: row.user_id })),
  );
}

/** Stores windows of a unit, which must not be there yet. */
export async function insertWindows(
  client: pg.Pool | pg.ClientBase,
  unitId: UnitId,
  windows: readonly PlannedWindow[],
): Promise<void> {
  await client.query(
    `INSERT INTO tutorial_windows (unit_id, tutorial_id, user_id, start_time, end_time, cuts_sessions)
     SELECT $1::bigint, * FROM unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::boolean[])`,
    [
      unitId,
      windows.map(({ tutorialId }) => tutorialId),
      windows.map(({ userId }) => userId),
      windows.map(({ start }) => dateOf(start)),
      windows.map(({ end }) => dateOf(end)),
      windows.map(({ cuts }) => cuts),
    ],
  );
}

/**
 * Brings the stored windows of a unit's tutorials in line with its timetable. Only windows that begin after `since` are
 * replaced: those that have begun stay as they were taught, whatever the timetable says now (rule 12). Without `since`
 * all are, which is right for a unit that nobody has marked in yet, and for an explicit recomputation.
 * Takes a pool or the connection of an open transaction.
 */
export async function materialiseWindows(client: pg.Pool | pg.ClientBase, unitId: UnitId, since?: Instant): Promise<void> {
  const windows = (await planWindows(client, unitId)).filter(({ start }) => since === undefined || start > since);
  await unsettleUnit(client, unitId, since);
  await client.query("DELETE FROM tutorial_windows WHERE unit_id = $1 AND ($2::timestamptz IS NULL OR start_time > $2)", [
    unitId,
    since === undefined ? null : dateOf(since),
  ]);
  await insertWindows(client, unitId, windows);
}
