import type { CommentId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { daysAfter } from "./calendar";
import type { CommentTexts, StudentCommentOn, TaskCommentOn } from "./scenario";
import { deskOf, type DemoComment, type DemoTask, type Simulation } from "./simulation";
import type { Person, StaffMember } from "./world";

/** A tutor's comment on a task; the student reads it some hours later, or does not. */
export function commentAsTutor(
  sim: Simulation,
  task: DemoTask,
  author: StaffMember,
  on: TaskCommentOn,
  at: Instant,
): DemoComment {
  const { student } = task.project;
  const asked = task.comments.findLast((comment) => comment.author === student);
  const replyTo = on === "reply" && asked !== undefined && sim.random.chance(0.5) ? asked : null;
  const comment = write(sim, task, { author, recipient: student, replyTo, at }, sim.scenario.tutorComments[on]);
  if (sim.random.chance(0.9)) {
    const readAt = daysAfter(at, sim.random.skewed(0.3, 1));
    sim.agenda.add(readAt, () => markRead(task, student, readAt));
  }
  return comment;
}

/** A student's comment, to whoever marks them. */
export function commentAsStudent(sim: Simulation, task: DemoTask, on: StudentCommentOn, at: Instant): DemoComment {
  const { student, marker, unit } = task.project;
  const comment = write(sim, task, { author: student, recipient: marker, replyTo: null, at }, sim.scenario.studentComments[on]);
  markRead(task, student, at);
  const { questions } = deskOf(sim, unit.id, marker.id);
  if (!questions.includes(task)) questions.push(task);
  return comment;
}

/** Whoever looks at a task's comments has read those of others. */
export function markRead(task: DemoTask, reader: Person, at: Instant): void {
  for (const comment of task.comments) {
    const isThere = comment.createdAt < at && (comment.deletedAt === null || comment.deletedAt > at);
    if (comment.author !== reader && isThere && !comment.reads.has(reader.id)) comment.reads.set(reader.id, at);
  }
}

function write(
  sim: Simulation,
  task: DemoTask,
  { author, recipient, replyTo, at }: Pick<DemoComment, "author" | "recipient" | "replyTo"> & { readonly at: Instant },
  { any, ...only }: CommentTexts,
): DemoComment {
  const texts = [...any, ...(only[task.project.unit.plan.kind] ?? [])].map((template) => fill(template, task));
  // The product refuses the same text twice in a row.
  const last = task.comments.at(-1)?.text;
  const fresh = texts.filter((text) => text !== last);
  const comment: DemoComment = {
    id: sim.ids.next<CommentId>("task_comments"),
    task,
    author,
    recipient,
    replyTo,
    text: fresh.length > 0 ? sim.random.pick(fresh) : `${texts[0] ?? ""} (Again, to be sure.)`,
    createdAt: at,
    deletedAt: null,
    reads: new Map(),
  };
  task.comments.push(comment);
  sim.comments.push(comment);
  return comment;
}

function fill(template: string, { project, definition }: DemoTask): string {
  return template
    .replaceAll("{first}", project.student.firstName)
    .replaceAll("{week}", String(Math.max(1, definition.dueWeek - 1)));
}
