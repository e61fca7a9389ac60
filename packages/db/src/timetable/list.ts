import type { BreakId, CampusId, StreamId, TutorialId, UnitId, UserId } from "@tutor-times/core/ids";
import type { LocalDate } from "@tutor-times/core/local-date";
import type { Meeting } from "@tutor-times/core/meeting";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { requireWholeUnit } from "../unit-rights";

export interface ListedTutorial extends Meeting {
  readonly id: TutorialId;
  readonly abbreviation: string;
  readonly tutor: { readonly id: UserId; readonly name: string };
  readonly streamId: StreamId | null;
  readonly campus: { readonly id: CampusId; readonly name: string } | null;
  /** The zone in which it meets: the campus's, else the unit's. */
  readonly timezone: string;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly cancelled: readonly LocalDate[];
}

/** Days of a unit, both ends included, on which no tutorial takes place. */
export interface ListedBreak {
  readonly id: BreakId;
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface Timetable {
  readonly streams: readonly { readonly id: StreamId; readonly name: string; readonly cutsSessions: boolean }[];
  readonly tutorials: readonly ListedTutorial[];
  /** In the order of their days. */
  readonly breaks: readonly ListedBreak[];
}

const STREAMS = `
  SELECT id, name, cuts_sessions AS "cutsSessions" FROM tutorial_streams WHERE unit_id = $1 ORDER BY name, id`;

const BREAKS = `
  SELECT id, name, start_date AS "from", end_date AS "to" FROM unit_breaks WHERE unit_id = $1 ORDER BY start_date, end_date, id`;

const TUTORIALS = `
  SELECT t.id, t.abbreviation, jsonb_build_object('id', p.id, 'name', p.first_name || ' ' || p.last_name) AS tutor,
         t.stream_id AS "streamId", coalesce(c.timezone, u.timezone) AS timezone,
         CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'name', c.name) END AS campus,
         t.start_date AS "from", t.end_date AS "to", t.meeting_day AS "meetingDay", t.meeting_time AS "meetingTime",
         t.duration_minutes AS "durationMinutes",
         ARRAY(SELECT x.date FROM tutorial_cancellations x WHERE x.tutorial_id = t.id ORDER BY x.date) AS cancelled
  FROM tutorials t
  JOIN units u ON u.id = t.unit_id
  JOIN unit_roles r ON r.id = t.unit_role_id
  JOIN users p ON p.id = r.user_id
  LEFT JOIN campuses c ON c.id = t.campus_id
  WHERE t.unit_id = $1 ORDER BY t.abbreviation, t.start_date NULLS FIRST, t.id`;

/** A unit's streams, tutorials and breaks, for its convenors and admins. Throws DomainError `not_found`, `forbidden`. */
export async function listTimetable(db: Database, scope: Scope, unitId: UnitId): Promise<Timetable> {
  await requireWholeUnit(db, scope, unitId, "view the timetable");
  const [streams, tutorials, breaks] = await Promise.all([
    db.pool.query<Timetable["streams"][number]>(STREAMS, [unitId]),
    db.pool.query<ListedTutorial>(TUTORIALS, [unitId]),
    db.pool.query<ListedBreak>(BREAKS, [unitId]),
  ]);
  return { streams: streams.rows, tutorials: tutorials.rows, breaks: breaks.rows };
}
