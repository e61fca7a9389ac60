import { assess } from "@tutor-times/core/assess";
import type { TaskId } from "@tutor-times/core/ids";
import { addMs, later, MINUTE_MS, type Instant } from "@tutor-times/core/instant";
import { addDays } from "@tutor-times/core/local-date";
import { daysAfter } from "./calendar";
import type { Random } from "./random";
import { submits } from "@tutor-times/core/task-status";
import { deskOf, type DemoTask, type Simulation } from "./simulation";
import { teachingWeek } from "./term";
import type { Definition, Project, Student } from "./world";
import { commentAsStudent } from "./write-comment";

const LAST_MINUTE = 23 * 60 + 58;
/** Each unit has at least so many who have just handed in, so that the desk is never empty. */
const FRESH_PER_UNIT = 14;
const FRESH_WITHIN_MINUTES = 300;

/** Puts on the agenda when everybody hands in what for the first time. */
export function planSubmissions(sim: Simulation): void {
  const random = sim.random.fork("first submissions");
  const upcoming: { project: Project; definition: Definition }[] = [];
  for (const project of sim.world.projects) {
    const definitions = sim.world.units.find((unit) => unit === project.unit)?.definitions ?? [];
    for (const definition of definitions) {
      const at = firstSubmission(sim, project.student, definition, random);
      if (at === null) continue;
      const isNext =
        definition.dueDate >= addDays(sim.world.term.today, -2) && definition.dueDate <= addDays(sim.world.term.today, 8);
      if (at >= sim.now && isNext) upcoming.push({ project, definition });
      const status = random.chance(0.03) ? "need_help" : "ready_for_feedback";
      sim.agenda.add(at, (when) => handIn(sim, project, definition, status, when));
    }
  }
  for (const unit of sim.world.units) {
    const own = upcoming.filter(({ project }) => project.unit === unit);
    for (let made = 0; made < FRESH_PER_UNIT && own.length > 0; made += 1) {
      const [fresh] = own.splice(random.whole(0, own.length - 1), 1);
      const at = addMs(sim.now, -random.between(3, FRESH_WITHIN_MINUTES) * MINUTE_MS);
      if (fresh !== undefined)
        sim.agenda.add(at, (when) => handIn(sim, fresh.project, fresh.definition, "ready_for_feedback", when));
    }
  }
}

/** Most hand in on the last evening, some days before, some late, some never. */
function firstSubmission(sim: Simulation, student: Student, { dueDate, dueWeek }: Definition, random: Random): Instant | null {
  if (dueWeek > student.leavesAfterWeek || random.chance(0.1 * (1 - student.diligence))) return null;
  const eagerness = random.next() * 0.7 + (1 - student.diligence) * 0.3;
  const on = (daysBefore: number, minute: number): Instant | null => {
    const date = addDays(dueDate, -daysBefore);
    return date < sim.world.term.start ? null : sim.calendar.at(date, minute);
  };
  if (eagerness < 0.12) return on(random.whole(3, 8), studyMinute(random));
  if (eagerness < 0.36) return on(random.whole(1, 2), studyMinute(random));
  if (eagerness < 0.72) return on(0, Math.max(8 * 60, LAST_MINUTE - random.skewed(140, 0.9)));
  if (eagerness < 0.88) return on(-random.whole(1, 2), studyMinute(random));
  return on(-random.whole(3, 9), studyMinute(random));
}

/** A minute of the day at which students study. */
function studyMinute(random: Random): number {
  return Math.min(
    LAST_MINUTE,
    Math.max(7 * 60, random.chance(0.35) ? random.normal(14 * 60, 100) : random.normal(20.5 * 60, 90)),
  );
}

/** A student hands in (or asks for help), once nobody has the task open. */
function handIn(
  sim: Simulation,
  project: Project,
  definition: Definition,
  status: "ready_for_feedback" | "need_help",
  at: Instant,
): void {
  if (teachingWeek(sim.world.term, sim.calendar.dateOf(at)) > project.student.leavesAfterWeek + 1) return;
  const name = `${project.id}/${definition.id}`;
  const task = sim.tasks.get(name) ?? newTask(sim, project, definition, at);
  if (task.busyUntil >= at) {
    sim.agenda.add(addMs(task.busyUntil, sim.random.between(1, 5) * MINUTE_MS), (when) =>
      handIn(sim, project, definition, status, when),
    );
    return;
  }
  if (submits(task.progress.status)) return;
  sim.tasks.set(name, task);
  task.progress = assess(task.progress, { trigger: status }, "student", at).task;
  task.updatedAt = at;
  task.submissions += 1;
  sim.submissions.push({ id: sim.ids.next("submissions"), task, at, round: task.submissions });
  deskOf(sim, project.unit.id, project.marker.id).waiting.push(task);
  if (status === "need_help") commentAsStudent(sim, task, "help", at);
  else if (sim.random.chance(0.1)) commentAsStudent(sim, task, "with_submission", at);
}

function newTask(sim: Simulation, project: Project, definition: Definition, at: Instant): DemoTask {
  return {
    id: sim.ids.next<TaskId>("tasks"),
    project,
    definition,
    createdAt: at,
    updatedAt: at,
    progress: {
      status: "not_started",
      submissionDate: null,
      completionDate: null,
      assessmentDate: null,
      timesAssessed: 0,
      grade: null,
      qualityPts: null,
    },
    submissions: 0,
    busyUntil: addMs(at, -1),
    comments: [],
  };
}

/** What a student does after a tutor has set a status. */
export function react(sim: Simulation, task: DemoTask, at: Instant): void {
  const { random } = sim;
  const { project, definition, progress } = task;
  const again = (days: number) => {
    const date = sim.calendar.dateOf(daysAfter(at, days));
    const when = later(addMs(at, random.between(20, 90) * MINUTE_MS), sim.calendar.at(date, studyMinute(random)));
    sim.agenda.add(when, (moment) => handIn(sim, project, definition, "ready_for_feedback", moment));
  };
  switch (progress.status) {
    case "fix_and_resubmit":
    case "redo":
      if (random.chance(0.93)) again(Math.min(12, random.skewed(1.6, 0.8)));
      if (random.chance(0.14)) ask(sim, task, "question", daysAfter(at, random.skewed(0.3, 0.8)));
      break;
    case "working_on_it":
      again(random.between(0.2, 3));
      break;
    case "complete":
      if (random.chance(0.06)) ask(sim, task, "thanks", daysAfter(at, random.skewed(0.3, 0.8)));
      break;
    default:
      break;
  }
}

function ask(sim: Simulation, task: DemoTask, about: "question" | "thanks", at: Instant): void {
  sim.agenda.add(at, (moment) => {
    if (task.busyUntil < moment) commentAsStudent(sim, task, about, moment);
  });
}
