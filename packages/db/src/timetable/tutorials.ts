import { DomainError } from "@tutor-times/core/errors";
import type { CampusId, StreamId, TutorialId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import { checkMeeting, type Meeting } from "@tutor-times/core/meeting";
import { dateOf } from "../tracker/rows";
import type { Client } from "../transaction";

// Each of these writes the timetable of a unit whose rules its caller has claimed.

/** A weekly class as it is entered. Its own dates, both included; null: the unit's. */
export interface NewTutorial extends Meeting {
  readonly abbreviation: string;
  /** Who teaches it: a tutor or convenor of the unit. */
  readonly tutorId: UserId;
  readonly streamId: StreamId | null;
  /** Its campus, whose zone counts; null: the unit's zone. */
  readonly campusId: CampusId | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** From `date` on a tutorial meets at another time or has another teacher; what is not named stays. */
export interface Move extends Partial<Meeting> {
  readonly date: LocalDate;
  readonly tutorId?: UserId;
}

interface TutorialRow extends Meeting {
  readonly id: TutorialId;
  readonly externalId: string | null;
  readonly abbreviation: string;
  readonly tutorId: UserId;
  readonly streamId: StreamId | null;
  readonly campusId: CampusId | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

const FIND = `
  SELECT t.id, t.external_id AS "externalId", t.abbreviation, r.user_id AS "tutorId", t.stream_id AS "streamId",
         t.campus_id AS "campusId", t.start_date AS "from", t.end_date AS "to", t.meeting_day AS "meetingDay",
         t.meeting_time AS "meetingTime", t.duration_minutes AS "durationMinutes"
  FROM tutorials t JOIN unit_roles r ON r.id = t.unit_role_id WHERE t.id = $2 AND t.unit_id = $1`;

const ADD = `
  INSERT INTO tutorials (unit_id, unit_role_id, stream_id, campus_id, abbreviation, meeting_day, meeting_time,
    duration_minutes, start_date, end_date, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) RETURNING id`;

/** Throws DomainError `invalid` naming what is wrong with it, `not_found` for a teacher, stream or campus that is not there. */
export async function addTutorial(client: Client, unitId: UnitId, tutorial: NewTutorial, now: Instant): Promise<void> {
  await insertTutorial(client, unitId, tutorial, now);
}

async function insertTutorial(client: Client, unitId: UnitId, tutorial: NewTutorial, now: Instant): Promise<TutorialId> {
  const { abbreviation, streamId, campusId, from, to } = tutorial;
  const { meetingDay, meetingTime, durationMinutes } = checkMeeting(tutorial);
  if (abbreviation.trim() === "") throw new DomainError("invalid", "abbreviation is invalid: it is empty", "abbreviation");
  if (from !== null && to !== null && to < from) {
    throw new DomainError("invalid", "to is invalid: the tutorial would end before it begins", "to");
  }
  const roleId = await findRole(client, unitId, tutorial.tutorId);
  await requireRow(client, "Stream", "SELECT 1 FROM tutorial_streams WHERE id = $2 AND unit_id = $1", unitId, streamId);
  await requireRow(client, "Campus", "SELECT 1 FROM campuses WHERE id = $2 AND $1::bigint IS NOT NULL", unitId, campusId);
  const times = [meetingDay, meetingTime, durationMinutes, from, to, dateOf(now)];
  const { rows } = await client.query<{ id: TutorialId }>(ADD, [
    unitId,
    roleId,
    streamId,
    campusId,
    abbreviation.trim(),
    ...times,
  ]);
  const [added] = rows;
  if (added === undefined) throw new Error("A tutorial was not stored.");
  return added.id;
}

/**
 * Ends a tutorial on the day before `move.date` and begins the moved one on it (rule 12), with its students, its
 * cancelled days from then on and its external id.
 */
export async function moveTutorial(
  client: Client,
  unitId: UnitId,
  tutorialId: TutorialId,
  { date, ...changes }: Move,
  now: Instant,
): Promise<void> {
  const { externalId, ...before } = await findTutorial(client, unitId, tutorialId);
  if (before.from !== null && date <= before.from) {
    throw new DomainError("invalid", `date is invalid: the tutorial itself begins on ${before.from}`, "date");
  }
  if (before.to !== null && date > before.to) {
    throw new DomainError("invalid", `date is invalid: the tutorial has ended on ${before.to}`, "date");
  }
  await endTutorial(client, unitId, tutorialId, addDays(date, -1), now);
  const id = await insertTutorial(client, unitId, { ...before, ...changes, from: date }, now);
  await client.query("UPDATE tutorial_enrolments SET tutorial_id = $2 WHERE tutorial_id = $1", [tutorialId, id]);
  await client.query("UPDATE tutorial_cancellations SET tutorial_id = $2 WHERE tutorial_id = $1 AND date >= $3", [
    tutorialId,
    id,
    date,
  ]);
  await client.query("UPDATE tutorials SET external_id = NULL WHERE id = $1", [tutorialId]);
  await client.query("UPDATE tutorials SET external_id = $2 WHERE id = $1", [id, externalId]);
}

/** Ends a tutorial with `date`. Throws DomainError `invalid` if it begins later. */
export async function endTutorial(
  client: Client,
  unitId: UnitId,
  tutorialId: TutorialId,
  date: LocalDate,
  now: Instant,
): Promise<void> {
  const { from } = await findTutorial(client, unitId, tutorialId);
  if (from !== null && date < from) {
    throw new DomainError("invalid", `date is invalid: the tutorial begins on ${from}`, "date");
  }
  await client.query("UPDATE tutorials SET end_date = $2, updated_at = $3 WHERE id = $1", [tutorialId, date, dateOf(now)]);
}

/** The tutorial does not take place on `date`. Once more changes nothing. */
export async function cancelDay(client: Client, unitId: UnitId, tutorialId: TutorialId, date: LocalDate): Promise<void> {
  await findTutorial(client, unitId, tutorialId);
  await client.query("INSERT INTO tutorial_cancellations (tutorial_id, date) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    tutorialId,
    date,
  ]);
}

/** The tutorial takes place on `date` after all. */
export async function reinstateDay(client: Client, unitId: UnitId, tutorialId: TutorialId, date: LocalDate): Promise<void> {
  await findTutorial(client, unitId, tutorialId);
  await client.query("DELETE FROM tutorial_cancellations WHERE tutorial_id = $1 AND date = $2", [tutorialId, date]);
}

async function findTutorial(client: Client, unitId: UnitId, tutorialId: TutorialId): Promise<TutorialRow> {
  const { rows } = await client.query<TutorialRow>(FIND, [unitId, tutorialId]);
  const [found] = rows;
  if (found === undefined) throw new DomainError("not_found", "Unable to find requested Tutorial", "tutorial_id");
  return found;
}

/** Who holds both roles in a unit teaches as its convenor. */
async function findRole(client: Client, unitId: UnitId, userId: UserId): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    "SELECT id FROM unit_roles WHERE unit_id = $1 AND user_id = $2 AND ended_at IS NULL ORDER BY role LIMIT 1",
    [unitId, userId],
  );
  const [role] = rows;
  if (role === undefined) {
    throw new DomainError(
      "invalid",
      "tutor_id is invalid: whoever teaches a tutorial is a tutor or convenor of its unit",
      "tutor_id",
    );
  }
  return role.id;
}

async function requireRow(client: Client, what: string, sql: string, unitId: UnitId, id: number | null): Promise<void> {
  if (id === null) return;
  const { rows } = await client.query(sql, [unitId, id]);
  if (rows.length === 0) throw new DomainError("not_found", `Unable to find requested ${what}`, `${what.toLowerCase()}_id`);
}
