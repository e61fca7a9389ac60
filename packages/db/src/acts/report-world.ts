import type { ProjectId, TaskDefinitionId, UnitId, UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { isTracked, type Scope } from "@tutor-times/core/viewer";
import { dateOf } from "../tracker/rows";
import type { Client } from "../transaction";
import type { TaskTarget } from "./act";
import type { CheckedAct } from "./report-act";
import { targetText } from "./targets";

/** Somebody whom a report names, with the roles they hold at receipt. A closed account holds none. */
export interface ReportedPerson {
  readonly id: UserId;
  readonly scope: Scope;
  /** Units in which they hold or held a staff role. */
  readonly everStaff: readonly UnitId[];
}

/** What is known of the things that a report names: by username, and by external id. */
export interface ReportWorld {
  readonly people: ReadonlyMap<string, ReportedPerson>;
  readonly units: ReadonlyMap<string, UnitId>;
  readonly projects: ReadonlyMap<string, { readonly id: ProjectId; readonly unitId: UnitId; readonly studentId: UserId }>;
  readonly definitions: ReadonlyMap<string, { readonly id: TaskDefinitionId; readonly unitId: UnitId }>;
  readonly tasks: ReadonlyMap<string, TaskTarget>;
  /** The external ids, or null, of the tasks that have a row, by `targetText` of their project and definition. */
  readonly taskRows: ReadonlyMap<string, string | null>;
}

/** An act whose names all name something, and go together. */
export interface PlacedAct {
  readonly person: ReportedPerson;
  readonly unitId: UnitId;
  readonly target: TaskTarget;
  readonly standing: "staff" | "student" | "other";
}

const PEOPLE = `
  SELECT u.username, u.id, u.active AND u.system_role = 'admin' AS is_admin,
         ARRAY(SELECT r.unit_id FROM unit_roles r WHERE r.user_id = u.id AND u.active AND r.role = 'convenor'
               AND (r.ended_at IS NULL OR r.ended_at > $2)) AS convenes,
         ARRAY(SELECT r.unit_id FROM unit_roles r WHERE r.user_id = u.id AND u.active AND r.role = 'tutor'
               AND (r.ended_at IS NULL OR r.ended_at > $2)) AS tutors,
         ARRAY(SELECT r.unit_id FROM unit_roles r WHERE r.user_id = u.id) AS ever_staff
  FROM users u WHERE u.username = ANY($1::text[])`;

const UNITS = "SELECT external_id, id FROM units WHERE external_id = ANY($1::text[])";
const PROJECTS = "SELECT external_id, id, unit_id, user_id FROM projects WHERE external_id = ANY($1::text[])";
const DEFINITIONS = "SELECT external_id, id, unit_id FROM task_definitions WHERE external_id = ANY($1::text[])";
const TASKS = `
  SELECT external_id, project_id, task_definition_id FROM tasks WHERE external_id = ANY($3::text[])
  UNION
  SELECT t.external_id, t.project_id, t.task_definition_id
  FROM unnest($1::text[], $2::text[]) AS k(project, definition)
  JOIN projects p ON p.external_id = k.project JOIN task_definitions d ON d.external_id = k.definition
  JOIN tasks t ON t.project_id = p.id AND t.task_definition_id = d.id`;

interface Known {
  readonly external_id: string;
}

/** Whose lanes a report needs: the ids of the people whom it names and who exist. */
export async function findPeople(client: Client, acts: readonly CheckedAct[]): Promise<UserId[]> {
  const text = "SELECT id FROM users WHERE username = ANY($1::text[])";
  const values = [acts.map(({ username }) => username)];
  const { rows } = await client.query<{ id: UserId }>({ name: "report-user-ids", text, values });
  return rows.map(({ id }) => id);
}

/** What of the things that `acts` name exists, with everybody's roles at `now`. One round trip. */
export async function loadReportWorld(client: Client, acts: readonly CheckedAct[], now: Instant): Promise<ReportWorld> {
  const find = async <Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> =>
    (await client.query<Row>({ name: `report-${name}`, text, values })).rows;
  type PersonRow = {
    username: string;
    id: UserId;
    is_admin: boolean;
    convenes: UnitId[];
    tutors: UnitId[];
    ever_staff: UnitId[];
  };
  const [people, units, projects, definitions, tasks] = await Promise.all([
    find<PersonRow>("people", PEOPLE, [acts.map(({ username }) => username), dateOf(now)]),
    find<Known & { id: UnitId }>("units", UNITS, [acts.map(({ unit }) => unit)]),
    find<Known & { id: ProjectId; unit_id: UnitId; user_id: UserId }>("projects", PROJECTS, [acts.map(({ project }) => project)]),
    find<Known & { id: TaskDefinitionId; unit_id: UnitId }>("definitions", DEFINITIONS, [
      acts.map(({ taskDefinition }) => taskDefinition),
    ]),
    find<{ external_id: string | null; project_id: ProjectId; task_definition_id: TaskDefinitionId }>("tasks", TASKS, [
      acts.map(({ project }) => project),
      acts.map(({ taskDefinition }) => taskDefinition),
      acts.flatMap(({ task }) => (task === null ? [] : [task])),
    ]),
  ]);
  const targets = tasks.map((row) => ({
    externalId: row.external_id,
    target: { projectId: row.project_id, taskDefinitionId: row.task_definition_id },
  }));
  return {
    people: new Map(
      people.map(({ username, id, is_admin: isAdmin, convenes, tutors, ever_staff: everStaff }) => [
        username,
        { id, everStaff, scope: { userId: id, isAdmin, convenes, tutors, taught: [], studies: [] } },
      ]),
    ),
    units: new Map(units.map((row) => [row.external_id, row.id])),
    projects: new Map(projects.map((row) => [row.external_id, { id: row.id, unitId: row.unit_id, studentId: row.user_id }])),
    definitions: new Map(definitions.map((row) => [row.external_id, { id: row.id, unitId: row.unit_id }])),
    tasks: new Map(targets.flatMap(({ externalId, target }) => (externalId === null ? [] : [[externalId, target]]))),
    taskRows: new Map(targets.map(({ externalId, target }) => [targetText(target), externalId])),
  };
}

/** Where an act belongs, or in words what it names that does not exist, or what does not go together. */
export function placeAct(
  act: CheckedAct,
  world: ReportWorld,
): PlacedAct | { readonly unknown: string } | { readonly flaw: string } {
  const person = world.people.get(act.username);
  const unitId = world.units.get(act.unit);
  const project = world.projects.get(act.project);
  const definition = world.definitions.get(act.taskDefinition);
  if (person === undefined) return { unknown: `There is no user "${act.username}"` };
  if (unitId === undefined) return { unknown: `There is no unit with the external id "${act.unit}"` };
  if (project === undefined) return { unknown: `There is no project with the external id "${act.project}"` };
  if (definition === undefined) return { unknown: `There is no task definition with the external id "${act.taskDefinition}"` };
  if (project.unitId !== unitId) return { flaw: `The project "${act.project}" is not of the unit "${act.unit}"` };
  if (definition.unitId !== unitId) {
    return { flaw: `The task definition "${act.taskDefinition}" is not of the unit "${act.unit}"` };
  }
  const target = { projectId: project.id, taskDefinitionId: definition.id };
  if (act.task !== null) {
    const row = world.taskRows.get(targetText(target));
    const named = world.tasks.get(act.task);
    if (named === undefined && row === undefined) return { unknown: `There is no task with the external id "${act.task}"` };
    if (row !== null && row !== act.task) return { flaw: `The task "${act.task}" is not of this project and definition` };
  }
  const isStudent = project.studentId === person.id;
  const standing = isTracked(person.scope, unitId) ? "staff" : isStudent ? "student" : "other";
  return { person, unitId, target, standing };
}
