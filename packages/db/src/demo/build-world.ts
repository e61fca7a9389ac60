import type { ProjectId, TaskDefinitionId, UnitId } from "@tutor-times/core/ids";
import type { Ids } from "./ids";
import { makeAdmin, makeStaffMember, makeStudents, tutorTraits } from "./people";
import { planTutorials } from "./plan-tutorials";
import type { Random } from "./random";
import type { Scenario, TutorTraits, UnitPlan } from "./scenario";
import { dateInWeek, type Term } from "./term";
import type { Campus, DemoUnit, Project, Role, StaffMember, Student, Tutorial, World } from "./world";

/** One student in so many is in no tutorial. */
const WITHOUT_TUTORIAL = 0.03;
/** A tutorial elsewhere must have so many students less to be chosen. */
const TRAVEL = 5;

/** Everybody and everything that is there before the term begins. */
export function buildWorld(scenario: Scenario, term: Term, scale: number, random: Random, ids: Ids): World {
  const admin = makeAdmin(scenario.admin, ids);
  const traits = tutorTraits(scenario, scale, random.fork("tutors"));
  const convenors = scenario.convenors.map((one, index) => makeStaffMember(one, "convenor", index, scenario, ids));
  const tutors = traits.map((one, index) => makeStaffMember(one, "tutor", index + convenors.length, scenario, ids));
  const students = makeStudents(scenario, scale, random.fork("students"), ids);
  const campuses = scenario.campuses.map((campus) => ({ ...campus, id: ids.next("campuses") }));
  const taken = new Set<string>();
  const units = scenario.units.map((plan) => {
    const unitTutors = traits.flatMap((one, index) =>
      one.units.includes(plan.code) ? [{ traits: one, person: tutors[index] }] : [],
    );
    return buildUnit(plan, scenario, term, { convenors, unitTutors }, campuses, taken, random.fork(plan.code), ids);
  });
  const projects = units.flatMap((unit, index) => {
    const wanted = Math.max(2, Math.round(unit.plan.students * scale));
    // The first unit takes the students from the front, the second those from the back: some are in both.
    const enrolled = index === 0 ? students.slice(0, wanted) : students.slice(-wanted);
    return enrol(unit, enrolled, scenario.student, campuses, random.fork(`enrol ${unit.plan.code}`), ids);
  });
  return { term, admin, staff: [...convenors, ...tutors], students, campuses, units, projects };
}

interface UnitPeople {
  readonly convenors: readonly StaffMember[];
  readonly unitTutors: readonly { readonly traits: TutorTraits; readonly person: StaffMember | undefined }[];
}

function buildUnit(
  plan: UnitPlan,
  scenario: Scenario,
  term: Term,
  { convenors, unitTutors }: UnitPeople,
  campuses: readonly Campus[],
  taken: Set<string>,
  random: Random,
  ids: Ids,
): DemoUnit {
  const id = ids.next<UnitId>("units");
  const leads = scenario.convenors.find(({ unit }) => unit === plan.code);
  const person = convenors.find(({ username }) => username === leads?.username);
  if (leads === undefined || person === undefined) throw new Error(`staff.json: nobody convenes ${plan.code}`);
  const convenor: Role = { id: ids.next("unit_roles"), unitId: id, person, role: "convenor" };
  const tutors = unitTutors.flatMap(({ traits, person: tutor }) =>
    tutor === undefined
      ? []
      : [{ traits, role: { id: ids.next("unit_roles"), unitId: id, person: tutor, role: "tutor" } satisfies Role }],
  );
  const streams = plan.streams.map((stream) => ({ ...stream, id: ids.next("tutorial_streams"), unitId: id }));
  const teachers = [
    { role: convenor, classes: leads.teaches, hasOpenHour: false },
    ...tutors.map(({ traits, role }, index) => ({
      role,
      classes: traits.units.length > 1 ? 1 : 2,
      hasOpenHour: index % 3 === 0,
    })),
  ];
  const tutorials = planTutorials({ id, plan, streams }, teachers, campuses, term, taken, random, ids);
  const definitions = plan.definitions.map((definition) => ({
    ...definition,
    id: ids.next<TaskDefinitionId>("task_definitions"),
    unitId: id,
    dueDate: dateInWeek(term, definition.dueWeek, definition.dueDay),
  }));
  return { id, plan, convenor, roles: [convenor, ...tutors.map(({ role }) => role)], streams, tutorials, definitions };
}

function enrol(
  unit: DemoUnit,
  students: readonly Student[],
  known: Scenario["student"],
  campuses: readonly Campus[],
  random: Random,
  ids: Ids,
): Project[] {
  const classes = unit.tutorials.filter(({ stream, endDate }) => stream === unit.streams[0] && endDate === null);
  const sizes = new Map<Tutorial, number>(classes.map((tutorial) => [tutorial, 0]));
  return students.map((student) => {
    const isKnown = student.username === known.username;
    const campus = random.pickBy(campuses, ({ weight }) => weight);
    const isNear = ({ role, campus: at }: Tutorial) => (isKnown ? role.person.username === known.tutor : at === campus);
    const cost = (one: Tutorial) => (sizes.get(one) ?? 0) + (isNear(one) ? 0 : TRAVEL);
    const isAlone = random.chance(WITHOUT_TUTORIAL) && !isKnown;
    const tutorial = isAlone ? null : (classes.toSorted((a, b) => cost(a) - cost(b)).at(0) ?? null);
    if (tutorial !== null) sizes.set(tutorial, (sizes.get(tutorial) ?? 0) + 1);
    const marker = tutorial?.role.person ?? unit.convenor.person;
    return {
      id: ids.next<ProjectId>("projects"),
      unit,
      student,
      campus: isKnown ? (tutorial?.campus ?? campus) : campus,
      tutorial,
      marker,
    };
  });
}
