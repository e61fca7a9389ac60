import { HOUR_MS, type Instant } from "@tutor-times/core/instant";
import type { TaskStatus } from "@tutor-times/core/task-status";
import type { Purpose } from "./compose-visit";
import { judge } from "./judge";
import type { Sitting } from "./plan-sittings";
import { deskOf, type DemoTask, type Simulation } from "./simulation";

export interface Work {
  readonly task: DemoTask;
  readonly purpose: Purpose;
  readonly trigger: TaskStatus;
}

/** Somebody else takes over what has waited so long. */
const TOO_LONG_MS = 4 * 24 * HOUR_MS;

/** What a staff member turns to next: mostly what their own students wait for. Null if there is nothing to do. */
export function chooseWork(sim: Simulation, { person, unit, kind }: Sitting, at: Instant): Work | null {
  const { random } = sim;
  const desk = deskOf(sim, unit.id, person.id);
  const isFree = (task: DemoTask) => task.busyUntil < at;
  const question = desk.questions.find(isFree);
  const signOff = desk.signOffs.find(isFree);
  const assessing = (task: DemoTask): Work => ({ task, purpose: "assess", trigger: judge(sim, task, at) });
  const looking = (task: DemoTask, purpose: Purpose): Work => ({ task, purpose, trigger: task.progress.status });

  if (kind === "tutorial" && signOff !== undefined && random.chance(0.5)) {
    return { task: signOff, purpose: "sign off", trigger: random.chance(0.9) ? "complete" : "fix_and_resubmit" };
  }
  if (question !== undefined && random.chance(kind === "glance" || kind === "phone" ? 0.6 : 0.25)) {
    return looking(question, random.chance(0.7) ? "answer" : "glance");
  }
  const waiting = desk.waiting.filter(isFree);
  const newest = waiting.at(-1);
  if (kind === "glance" || kind === "phone") {
    if (newest !== undefined && random.chance(0.5)) return looking(newest, "glance");
  } else {
    // What came in a moment ago can wait, but not so long if the student stands beside.
    const ripeAt = at - (kind === "tutorial" ? 2 : 9) * HOUR_MS;
    const ripe = waiting.filter(({ updatedAt }) => updatedAt < ripeAt);
    const first = ripe.at(0);
    if (first !== undefined) return assessing(random.chance(0.75) ? first : random.pick(ripe));
    const other = random.chance(unit.convenor.person === person ? 0.6 : 0.05) ? longWaiting(sim, unit.id, at) : undefined;
    if (other !== undefined) return assessing(other);
  }
  const known = (unit.convenor.person === person ? anyHandled(sim, unit, random.next()) : desk.handled).filter(isFree);
  if (known.length > 0) return looking(random.pick(known), kind === "glance" || kind === "phone" ? "glance" : "read again");
  return newest === undefined ? null : looking(newest, "glance");
}

function longWaiting(sim: Simulation, unitId: Sitting["unit"]["id"], at: Instant): DemoTask | undefined {
  for (const [place, { waiting }] of sim.desks) {
    const [first] = waiting;
    const isOurs = place.startsWith(`${unitId}/`);
    if (isOurs && first !== undefined && first.busyUntil < at && first.updatedAt < at - TOO_LONG_MS) return first;
  }
  return undefined;
}

/** A convenor looks over the shoulders of all tutors. */
function anyHandled(sim: Simulation, unit: Sitting["unit"], where: number): readonly DemoTask[] {
  const role = unit.roles[Math.floor(where * unit.roles.length)] ?? unit.convenor;
  return deskOf(sim, unit.id, role.person.id).handled;
}
