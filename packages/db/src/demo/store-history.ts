import type { Client } from "../transaction";
import { later, type Instant } from "@tutor-times/core/instant";
import type { UserId } from "@tutor-times/core/ids";
import { insertRows } from "./insert-rows";
import type { DemoComment, Simulation } from "./simulation";
import { submissionText } from "./submission-text";

/** Writes what students and tutors left behind: tasks, submissions, comments and who read them. */
export async function storeHistory(client: Client, sim: Simulation, seed: number): Promise<void> {
  const tasks = [...sim.tasks.values()].toSorted((a, b) => a.id - b.id);
  await insertRows(
    client,
    "tasks",
    {
      id: ["bigint", ({ id }) => id],
      project_id: ["bigint", ({ project }) => project.id],
      task_definition_id: ["bigint", ({ definition }) => definition.id],
      status: ["text", ({ progress }) => progress.status],
      submission_date: ["timestamptz", ({ progress }) => progress.submissionDate],
      completion_date: ["timestamptz", ({ progress }) => progress.completionDate],
      assessment_date: ["timestamptz", ({ progress }) => progress.assessmentDate],
      times_assessed: ["integer", ({ progress }) => progress.timesAssessed],
      created_at: ["timestamptz", ({ createdAt }) => createdAt],
      updated_at: ["timestamptz", ({ updatedAt }) => updatedAt],
    },
    tasks,
  );
  await insertRows(
    client,
    "submissions",
    {
      id: ["bigint", ({ id }) => id],
      task_id: ["bigint", ({ task }) => task.id],
      submitted_at: ["timestamptz", ({ at }) => at],
      text: ["text", (submission) => submissionText(sim.scenario, seed, submission)],
    },
    sim.submissions,
  );
  await insertRows(
    client,
    "task_comments",
    {
      id: ["bigint", ({ id }) => id],
      task_id: ["bigint", ({ task }) => task.id],
      author_id: ["bigint", ({ author }) => author.id],
      recipient_id: ["bigint", ({ recipient }) => recipient.id],
      reply_to_id: ["bigint", ({ replyTo }) => replyTo?.id ?? null],
      text: ["text", ({ text }) => text],
      deleted_at: ["timestamptz", ({ deletedAt }) => deletedAt],
      created_at: ["timestamptz", ({ createdAt }) => createdAt],
      updated_at: ["timestamptz", ({ createdAt, deletedAt }) => later(createdAt, deletedAt ?? createdAt)],
    },
    sim.comments,
  );
  await insertRows(
    client,
    "comment_reads",
    {
      comment_id: ["bigint", ({ comment }) => comment.id],
      user_id: ["bigint", ({ userId }) => userId],
      read_at: ["timestamptz", ({ at }) => at],
    },
    sim.comments.flatMap(readsOf),
  );
}

function readsOf(comment: DemoComment): { comment: DemoComment; userId: UserId; at: Instant }[] {
  return [...comment.reads].map(([userId, at]) => ({ comment, userId, at }));
}
