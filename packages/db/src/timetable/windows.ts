import type { TutorialId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { LocalDate, Weekday } from "@tutor-times/core/local-date";
import { tutorialWindows } from "@tutor-times/core/tutorial-windows";
import type pg from "pg";
import { unsettleUnit } from "../settled/unsettle";
import { dateOf } from "../tracker/rows";

const TUTORIALS = `
  SELECT t.id, r.user_id, coalesce(c.timezone, u.timezone) AS timezone, t.meeting_day, t.meeting_time, t.duration_minutes,
         u.start_date AS unit_from, u.end_date AS unit_to, t.start_date, t.end_date, coalesce(s.cuts_sessions, true) AS cuts_sessions,
         ARRAY(SELECT x.date FROM tutorial_cancellations x WHERE x.tutorial_id = t.id) AS cancelled
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
}

/**
 * Brings the stored windows of a unit's tutorials in line with its timetable. Only windows that begin after `since` are
 * replaced: those that have begun stay as they were taught, whatever the timetable says now (rule 12). Without `since`
 * all are, which is right for a unit that nobody has marked in yet, and for an explicit recomputation.
 * Takes a pool or the connection of an open transaction.
 */
export async function materialiseWindows(client: pg.Pool | pg.ClientBase, unitId: UnitId, since?: Instant): Promise<void> {
  const { rows } = await client.query<TutorialColumns>(TUTORIALS, [unitId]);
  const windows = rows.flatMap((row) =>
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
      cuts: row.cuts_sessions,
    })
      .filter(({ start }) => since === undefined || start > since)
      .map((window) => ({ ...window, tutorialId: row.id, userId: row.user_id })),
  );
  await unsettleUnit(client, unitId, since);
  await client.query("DELETE FROM tutorial_windows WHERE unit_id = $1 AND ($2::timestamptz IS NULL OR start_time > $2)", [
    unitId,
    since === undefined ? null : dateOf(since),
  ]);
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
