import type { Client } from "../transaction";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import { instant, type Instant } from "@tutor-times/core/instant";
import type { Ids } from "./ids";
import { insertRows, type Column } from "./insert-rows";
import type { Person, World } from "./world";

/** Writes the world. Everybody has the same password; everything was entered a week before the term. */
export async function storeWorld(
  client: Client,
  world: World,
  passwordHash: string,
  enteredAt: Instant,
  ids: Ids,
): Promise<void> {
  const stamps = <Row>(): Record<string, Column<Row>> => ({
    created_at: ["timestamptz", () => enteredAt],
    updated_at: ["timestamptz", () => enteredAt],
  });
  const people: Person[] = [world.admin, ...world.staff, ...world.students];
  await insertRows(
    client,
    "users",
    {
      id: ["bigint", ({ id }) => id],
      username: ["text", ({ username }) => username],
      email: ["text", ({ email }) => email],
      first_name: ["text", ({ firstName }) => firstName],
      last_name: ["text", ({ lastName }) => lastName],
      system_role: ["text", ({ systemRole }) => systemRole],
      timezone: ["text", ({ timezone }) => timezone],
      password_hash: ["text", () => passwordHash],
      ...stamps(),
    },
    people.toSorted((a, b) => a.id - b.id),
  );
  await insertRows(
    client,
    "campuses",
    {
      id: ["bigint", ({ id }) => id],
      name: ["text", ({ name }) => name],
      abbreviation: ["text", ({ abbreviation }) => abbreviation],
      timezone: ["text", ({ timezone }) => timezone],
      ...stamps(),
    },
    world.campuses,
  );
  await storeUnits(client, world, stamps, ids);
  await insertRows(
    client,
    "projects",
    {
      id: ["bigint", ({ id }) => id],
      user_id: ["bigint", ({ student }) => student.id],
      unit_id: ["bigint", ({ unit }) => unit.id],
      campus_id: ["bigint", ({ campus }) => campus.id],
      ...stamps(),
    },
    world.projects,
  );
  await insertRows(
    client,
    "tutorial_enrolments",
    { project_id: ["bigint", ({ project }) => project.id], tutorial_id: ["bigint", ({ tutorial }) => tutorial.id] },
    world.projects.flatMap((project) => (project.tutorial === null ? [] : [{ project, tutorial: project.tutorial }])),
  );
}

async function storeUnits(
  client: Client,
  { term, units }: World,
  stamps: <Row>() => Record<string, Column<Row>>,
  ids: Ids,
): Promise<void> {
  await insertRows(
    client,
    "units",
    {
      id: ["bigint", ({ id }) => id],
      code: ["text", ({ plan }) => plan.code],
      name: ["text", ({ plan }) => plan.name],
      timezone: ["text", () => term.timezone],
      start_date: ["date", () => term.start],
      end_date: ["date", () => term.end],
      ...stamps(),
    },
    units,
  );
  await insertRows(
    client,
    "unit_breaks",
    {
      id: ["bigint", () => ids.next("unit_breaks")],
      unit_id: ["bigint", ({ id }) => id],
      name: ["text", () => "Mid-term break"],
      start_date: ["date", () => term.breakFrom],
      end_date: ["date", () => term.breakTo],
    },
    units,
  );
  await insertRows(
    client,
    "unit_policies",
    {
      unit_id: ["bigint", ({ id }) => id],
      effective_at: ["timestamptz", () => instant(0)],
      threshold_minutes: ["integer", () => DEFAULT_POLICY.thresholdMinutes],
      floor_minutes: ["integer", () => DEFAULT_POLICY.floorMinutes],
      split_at_tutorials: ["boolean", () => DEFAULT_POLICY.splitAtTutorials],
      created_by_id: ["bigint", ({ convenor }) => convenor.person.id],
      created_at: stamps()["created_at"] ?? ["timestamptz", () => null],
    },
    units,
  );
  await insertRows(
    client,
    "unit_roles",
    {
      id: ["bigint", ({ id }) => id],
      user_id: ["bigint", ({ person }) => person.id],
      unit_id: ["bigint", ({ unitId }) => unitId],
      role: ["text", ({ role }) => role],
      ...stamps(),
    },
    units.flatMap(({ roles }) => roles),
  );
  await insertRows(
    client,
    "tutorial_streams",
    {
      id: ["bigint", ({ id }) => id],
      unit_id: ["bigint", ({ unitId }) => unitId],
      name: ["text", ({ name }) => name],
      cuts_sessions: ["boolean", ({ cutsSessions }) => cutsSessions],
    },
    units.flatMap(({ streams }) => streams),
  );
  const tutorials = units.flatMap((unit) => unit.tutorials);
  await insertRows(
    client,
    "tutorials",
    {
      id: ["bigint", ({ id }) => id],
      unit_id: ["bigint", ({ unitId }) => unitId],
      stream_id: ["bigint", ({ stream }) => stream.id],
      unit_role_id: ["bigint", ({ role }) => role.id],
      campus_id: ["bigint", ({ campus }) => campus.id],
      abbreviation: ["text", ({ abbreviation }) => abbreviation],
      meeting_day: ["text", ({ day }) => day],
      meeting_time: ["text", ({ time }) => time],
      duration_minutes: ["integer", ({ durationMinutes }) => durationMinutes],
      start_date: ["date", ({ startDate }) => startDate],
      end_date: ["date", ({ endDate }) => endDate],
      ...stamps(),
    },
    tutorials,
  );
  await insertRows(
    client,
    "tutorial_cancellations",
    { tutorial_id: ["bigint", ({ id }) => id], date: ["date", ({ date }) => date] },
    tutorials.flatMap(({ id, cancelled }) => cancelled.map((date) => ({ id, date }))),
  );
  await insertRows(
    client,
    "task_definitions",
    {
      id: ["bigint", ({ id }) => id],
      unit_id: ["bigint", ({ unitId }) => unitId],
      abbreviation: ["text", ({ abbreviation }) => abbreviation],
      name: ["text", ({ name }) => name],
      description: ["text", ({ description }) => description],
      due_date: ["date", ({ dueDate }) => dueDate],
      ...stamps(),
    },
    units.flatMap(({ definitions }) => definitions),
  );
}
