import { localDateAt } from "@tutor-times/core/local-days";
import type { Instant } from "@tutor-times/core/instant";
import { DEFAULT_POLICY } from "@tutor-times/core/policy";
import { writeAudit } from "../audit";
import type { ServiceAccount } from "../service-accounts";
import { dateOf } from "../tracker/rows";
import type { Client } from "../transaction";
import type { CheckedAct, ReportedUnit } from "./report-act";
import type { ReportWorld } from "./report-world";

/** Whoever creates from a report holds it: reports that name the same new thing take turns. */
const CREATION_LOCK = 4_711_082_100;

const USERS = `
  INSERT INTO users (username, email, first_name, last_name, created_at, updated_at)
  SELECT DISTINCT name, CASE WHEN name LIKE '%_@_%' THEN name ELSE name || '@unknown.invalid' END, name, '', $2::timestamptz, $2::timestamptz
  FROM unnest($1::text[]) AS name ORDER BY name
  ON CONFLICT DO NOTHING RETURNING username AS name`;

const UNITS = `
  INSERT INTO units (external_id, code, name, timezone, start_date, end_date, created_at, updated_at)
  SELECT *, $7::timestamptz, $7::timestamptz
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[]) AS k(external_id) ORDER BY k.external_id
  ON CONFLICT DO NOTHING RETURNING external_id AS name`;

const POLICIES = `
  INSERT INTO unit_policies (unit_id, effective_at, threshold_minutes, floor_minutes, split_at_tutorials, created_at)
  SELECT id, timestamptz 'epoch', $2, $3, $4, $5 FROM units WHERE external_id = ANY($1::text[])
  ON CONFLICT DO NOTHING`;

const ROLES = `
  INSERT INTO unit_roles (user_id, unit_id, role, created_at, updated_at)
  SELECT DISTINCT u.id, n.id, 'tutor', $3::timestamptz, $3::timestamptz
  FROM unnest($1::text[], $2::text[]) AS k(username, unit) JOIN users u ON u.username = k.username AND u.active
  JOIN units n ON n.external_id = k.unit
  WHERE NOT EXISTS (SELECT FROM unit_roles r WHERE r.user_id = u.id AND r.unit_id = n.id)
  ON CONFLICT DO NOTHING RETURNING user_id || ' in ' || unit_id AS name`;

const PROJECTS_NAMED = `
  (SELECT DISTINCT ON (k.project) k.project, n.id AS unit_id, s.id AS user_id
   FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k(project, unit, student, place)
   JOIN units n ON n.external_id = k.unit JOIN users s ON s.username = k.student
   WHERE NOT EXISTS (SELECT FROM projects p WHERE p.external_id = k.project) ORDER BY k.project, k.place)`;

const PROJECTS = `
  INSERT INTO projects (external_id, unit_id, user_id, created_at, updated_at)
  SELECT *, $4::timestamptz, $4::timestamptz FROM ${PROJECTS_NAMED} AS named
  ON CONFLICT DO NOTHING`;

/** An enrolment that was known without its external id. */
const ADOPTED_PROJECTS = `
  UPDATE projects p SET external_id = named.project, updated_at = $4 FROM ${PROJECTS_NAMED} AS named
  WHERE p.external_id IS NULL AND p.unit_id = named.unit_id AND p.user_id = named.user_id`;

const DEFINITIONS = `
  INSERT INTO task_definitions (external_id, unit_id, abbreviation, name, created_at, updated_at)
  SELECT DISTINCT ON (k.definition) k.definition, n.id, k.definition, 'Task ' || k.definition, $3::timestamptz, $3::timestamptz
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(definition, unit, place) JOIN units n ON n.external_id = k.unit
  ORDER BY k.definition, k.place
  ON CONFLICT DO NOTHING`;

const TASKS_NAMED = `
  (SELECT DISTINCT ON (k.task) k.task, p.id AS project_id, d.id AS task_definition_id
   FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k(task, project, definition, place)
   JOIN projects p ON p.external_id = k.project
   JOIN task_definitions d ON d.external_id = k.definition AND d.unit_id = p.unit_id
   WHERE NOT EXISTS (SELECT FROM tasks t WHERE t.external_id = k.task) ORDER BY k.task, k.place)`;

const TASKS = `
  INSERT INTO tasks (external_id, project_id, task_definition_id, created_at, updated_at)
  SELECT *, $4::timestamptz, $4::timestamptz FROM ${TASKS_NAMED} AS named
  ON CONFLICT DO NOTHING`;

/** A task that was known without its external id. */
const ADOPTED_TASKS = `
  UPDATE tasks t SET external_id = named.task, updated_at = $4 FROM ${TASKS_NAMED} AS named
  WHERE t.external_id IS NULL AND t.project_id = named.project_id AND t.task_definition_id = named.task_definition_id`;

/**
 * Creates what `acts` name and nobody knows: people, units (as `described`, else from what can be told), who is staff
 * there, projects, definitions and tasks. Where acts contradict each other, the first counts. What exists is never
 * changed, but for an external id that it did not have. The audit log says which people, units and roles came to be.
 */
export async function createUnknown(
  client: Client,
  account: ServiceAccount,
  {
    acts,
    world,
    described,
    now,
  }: {
    readonly acts: readonly CheckedAct[];
    readonly world: ReportWorld;
    readonly described: readonly ReportedUnit[];
    readonly now: Instant;
  },
): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [CREATION_LOCK]);
  const at = dateOf(now);
  const unenrolled = acts.filter(({ project }) => !world.projects.has(project));
  const students = unenrolled.map(studentOf);
  const staff = acts.filter((act) => act.staff);
  const named = acts.filter(({ task }) => task !== null);
  const units = unitsOf(acts, described, account);
  const create = async (text: string, values: unknown[]): Promise<string[]> =>
    (await client.query<{ name: string }>(text, values)).rows.map(({ name }) => name);
  const projects = [unenrolled.map(({ project }) => project), unenrolled.map(({ unit }) => unit), students, at];
  const tasks = [
    named.map(({ task }) => task),
    named.map(({ project }) => project),
    named.map(({ taskDefinition }) => taskDefinition),
    at,
  ];
  const { thresholdMinutes, floorMinutes, splitAtTutorials } = DEFAULT_POLICY;
  const [newUsers, newUnits, , newTutors] = await Promise.all([
    create(USERS, [[...acts.map(({ username }) => username), ...students], at]),
    create(UNITS, [
      units.map(({ unit }) => unit),
      units.map(({ code }) => code),
      units.map(({ name }) => name),
      units.map(({ timezone }) => timezone),
      units.map(({ startDate }) => startDate),
      units.map(({ endDate }) => endDate),
      at,
    ]),
    create(POLICIES, [units.map(({ unit }) => unit), thresholdMinutes, floorMinutes, splitAtTutorials, at]),
    create(ROLES, [staff.map(({ username }) => username), staff.map(({ unit }) => unit), at]),
    create(PROJECTS, projects),
    create(ADOPTED_PROJECTS, projects),
    create(DEFINITIONS, [acts.map(({ taskDefinition }) => taskDefinition), acts.map(({ unit }) => unit), at]),
    create(TASKS, tasks),
    create(ADOPTED_TASKS, tasks),
  ]);
  if (newUsers.length + newUnits.length + newTutors.length === 0) return;
  const details = { serviceAccountId: account.id, users: newUsers, units: newUnits, tutors: newTutors };
  await writeAudit(client, { actorId: null, unitId: null, action: "report.create", details }, now);
}

/** Whose project it is; somebody made up where the report does not say, and the project is not known. */
function studentOf(act: CheckedAct): string {
  return act.student ?? `project-${act.project}`.toLowerCase();
}

/** The units that are named, each once: as described, else with their id for a name and the year of their first act for dates. */
function unitsOf(
  acts: readonly CheckedAct[],
  described: readonly ReportedUnit[],
  account: ServiceAccount,
): Record<keyof ReportedUnit, string>[] {
  const units = new Map<string, Record<keyof ReportedUnit, string>>();
  for (const { unit, at } of acts.toSorted((a, b) => a.at - b.at)) {
    if (units.has(unit)) continue;
    const { timezone } = account;
    const year = localDateAt(at, timezone).slice(0, 4);
    const dates = { startDate: `${year}-01-01`, endDate: `${year}-12-31` };
    units.set(unit, described.find((one) => one.unit === unit) ?? { unit, code: unit, name: `Unit ${unit}`, timezone, ...dates });
  }
  return [...units.values()];
}
