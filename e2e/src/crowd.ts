import { addMs, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import type { TaskDefinitionId, UserId } from "@tutor-times/core/ids";
import { addDays, parseLocalDate, WEEKDAYS, weekdayOf, type LocalDate } from "@tutor-times/core/local-date";
import { instantOfWallTime, localDateAt } from "@tutor-times/core/local-days";
import type { Database } from "@tutor-times/db/database";
import { makeTaskDefinition } from "@tutor-times/db/testing/factories";
import { insertRow } from "@tutor-times/db/testing/insert-row";
import { makeStream, makeTutorial } from "@tutor-times/db/testing/timetable-factories";
import { ZONE, type World } from "./world";

const TUTORS = 80;
const STUDENTS = 40;

/** Names that are long, short, of one word, or written from right to left. */
const FIRST = ["Ada", "Bartholomew", "Chi", "عبد الرحمن", "Élodie", "Fionnuala-Catherine", "שרה", "Ho", "Ngọc"];
const LAST = ["Nguyen", "الخوارزمي", "O’Shaughnessy", "Li", "כהן-לוי", "Mendes Figueiredo", "Wright", "Kowalczyk"];
/** 60 characters with the first name. */
const LONGEST = { first: "Wolfeschlegelsteinhausenbergerdorff", last: "Papadopoulou-Zoidbergenstein" };

/**
 * Fills the unit of `world` with more than fits: 80 tutors with two weeks of sessions, hours of which some are used up, 24
 * tutorials and 24 task definitions, and a long history. Their sessions have no acts: only their times count.
 */
export async function fillWithCrowd(db: Database, world: World, now: Instant): Promise<void> {
  const tutors = await makePeople(db, world, TUTORS, "crowd-tutor", "tutor");
  await db.pool.query("INSERT INTO unit_roles (unit_id, user_id, role) SELECT $1, id, 'tutor' FROM unnest($2::bigint[]) AS id", [
    world.unit.id,
    tutors,
  ]);
  await storeSessions(db, world, tutors, now);
  await db.pool.query(
    `INSERT INTO allotted_hours (unit_id, user_id, total_minutes, weekly_minutes)
     SELECT $1, id, 300 + 60 * (place % 14), CASE WHEN place % 3 = 0 THEN 240 END FROM unnest($2::bigint[]) WITH ORDINALITY AS u(id, place)`,
    [world.unit.id, tutors],
  );
  await storeTutorials(db, world, tutors);
  await storeAwaiting(db, world, now);
  await storeHistory(db, world, tutors, now);
}

async function makePeople(db: Database, world: World, count: number, prefix: string, role: string): Promise<UserId[]> {
  const people = Array.from({ length: count }, (_, index) => ({
    username: `${prefix}-${world.unit.id}-${index}`,
    first: index === 7 ? LONGEST.first : (FIRST[index % FIRST.length] ?? ""),
    last: index === 7 ? LONGEST.last : `${LAST[(index * 3) % LAST.length]}${index < 40 ? "" : `-${index}`}`,
  }));
  const { rows } = await db.pool.query<{ id: UserId }>(
    `INSERT INTO users (username, email, first_name, last_name, system_role)
     SELECT username, username || '@example.edu', first_name, last_name, $4
     FROM unnest($1::text[], $2::text[], $3::text[]) AS p(username, first_name, last_name) RETURNING id`,
    [people.map(({ username }) => username), people.map(({ first }) => first), people.map(({ last }) => last), role],
  );
  return rows.map(({ id }) => id);
}

/** Once or twice a day, an hour here and ten minutes there, in evenings more than in mornings. */
async function storeSessions(db: Database, { unit }: World, tutors: readonly UserId[], now: Instant): Promise<void> {
  const today = localDateAt(now, ZONE);
  const sessions = tutors.flatMap((userId, tutor) =>
    Array.from({ length: 14 }, (_, day) => day + 1).flatMap((daysAgo) =>
      [9 + ((tutor * 5 + daysAgo * 3) % 8), 18 + ((tutor * 3 + daysAgo * 7) % 4)]
        .filter((hour) => (tutor + daysAgo * 2 + hour) % 3 !== 0)
        .map((hour) => {
          const start = instantOfWallTime(addDays(today, -daysAgo), `${hour}:${10 + ((tutor * 7) % 50)}`, ZONE);
          const minutes = 8 + ((tutor * 13 + daysAgo * 17 + hour) % 95);
          return { userId, start, end: addMs(start, minutes * MINUTE_MS), minutes, inTutorial: (tutor + hour) % 6 === 0 };
        }),
    ),
  );
  await db.pool.query(
    `INSERT INTO marking_sessions (user_id, unit_id, ip_address, start_time, end_time, counted_from, duration_minutes,
       during_tutorial, activities, assessments, submissions_opened)
     SELECT s.user_id, $1, '203.0.113.7', s.start_time, s.end_time, s.start_time, s.minutes, s.in_tutorial, 12, s.minutes / 6, s.minutes / 5
     FROM unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::int[], $6::boolean[])
       AS s(user_id, start_time, end_time, minutes, in_tutorial)`,
    [
      unit.id,
      sessions.map(({ userId }) => userId),
      sessions.map(({ start }) => new Date(start)),
      sessions.map(({ end }) => new Date(end)),
      sessions.map(({ minutes }) => minutes),
      sessions.map(({ inTutorial }) => inTutorial),
    ],
  );
}

async function storeTutorials(db: Database, { unit }: World, tutors: readonly UserId[]): Promise<void> {
  const stream = await makeStream(db, { unitId: unit.id, name: "Workshops of the first year, on campus and online" });
  const { rows } = await db.pool.query<{ id: number; user_id: UserId }>(
    "SELECT id, user_id FROM unit_roles WHERE unit_id = $1 AND user_id = ANY($2::bigint[]) ORDER BY id LIMIT 24",
    [unit.id, tutors],
  );
  for (const [index, role] of rows.entries()) {
    const meetingDay = WEEKDAYS[index % 5] ?? "Monday";
    const cancelled = [3, 10, 17].map((days) => addDays(startOf(unit), days)).filter((date) => weekdayOf(date) === meetingDay);
    await makeTutorial(db, {
      unit,
      role: { id: role.id, unitId: unit.id, userId: role.user_id },
      stream,
      meetingDay,
      meetingTime: `${8 + (index % 10)}:30`,
      abbreviation: `W${String(index + 1).padStart(2, "0")}`,
      cancelled,
    });
  }
  const breaks = { unitId: unit.id, startDate: addDays(startOf(unit), 70), endDate: addDays(startOf(unit), 76) };
  await insertRow(db, "unit_breaks", { ...breaks, name: "Mid-term break of the second half of the year, for everybody" });
}

function startOf({ startDate }: World["unit"]): LocalDate {
  return parseLocalDate(startDate);
}

async function storeAwaiting(db: Database, world: World, now: Instant): Promise<void> {
  const { unit } = world;
  const today = localDateAt(now, ZONE);
  const students = await makePeople(db, world, STUDENTS, "crowd-student", "student");
  const definitions: TaskDefinitionId[] = [];
  for (let index = 0; index < 24; index += 1) {
    const name =
      index === 3 ? `A portfolio of everything that was learnt, with reflections and a plan ${"on".repeat(20)}` : `Task ${index}`;
    const given = { unitId: unit.id, abbreviation: `${2 + index}.${index % 4}P`, name, dueDate: addDays(today, index - 8) };
    definitions.push((await makeTaskDefinition(db, given)).id);
  }
  await db.pool.query(
    `WITH enrolled AS (
       INSERT INTO projects (unit_id, user_id) SELECT $1, id FROM unnest($2::bigint[]) AS id RETURNING id
     )
     INSERT INTO tasks (project_id, task_definition_id, status, submission_date)
     SELECT e.id, d, 'ready_for_feedback', $4::timestamptz - (e.id + d) % 200 * interval '1 hour'
     FROM enrolled e CROSS JOIN unnest($3::bigint[]) AS d WHERE (e.id + d) % 3 = 0`,
    [unit.id, students, definitions, new Date(now)],
  );
}

async function storeHistory(db: Database, { unit, convenor }: World, tutors: readonly UserId[], now: Instant): Promise<void> {
  await db.pool.query(
    `INSERT INTO audit_entries (actor_id, unit_id, action, details, created_at)
     SELECT $2, $1, CASE WHEN place % 2 = 0 THEN 'unit.hours' ELSE 'unit.role.give' END,
            jsonb_build_object('userId', id, 'role', 'tutor', 'totalMinutes', 600), $4::timestamptz - place * interval '1 hour'
     FROM unnest($3::bigint[]) WITH ORDINALITY AS u(id, place)`,
    [unit.id, convenor.id, tutors, new Date(now)],
  );
  await db.pool.query(
    `UPDATE marking_sessions SET deleted_at = $3, deleted_by_id = $2,
       deletion_reason = 'Somebody left their desk open over lunch, and went on in another room. ' || repeat('They said so themselves. ', 6)
     WHERE id IN (SELECT id FROM marking_sessions WHERE unit_id = $1 AND user_id = ANY($4::bigint[]) ORDER BY id LIMIT 60)`,
    [unit.id, convenor.id, new Date(now), tutors.slice(0, 8)],
  );
}
