import { show, type Example } from "./example";

const task = { projectId: 4711, taskDefinitionId: 12 };

export const desk: Record<string, Example> = {
  "desk.inbox": async (client) => {
    const { tasks } = await client.desk.inbox.query({ unitId: 7 });
    show(tasks.filter(({ own }) => own).map(({ abbreviation, student }) => `${abbreviation} ${student.name}`));
  },

  "desk.task": async (client) => {
    const { status, submission, comments } = await client.desk.task.query({ projectId: 4711, taskDefinitionId: 12 });
    show(status, submission?.text, comments.length);
  },

  "desk.assess": async (client) => {
    const { timesAssessed } = await client.desk.assess.mutate({ ...task, trigger: "fix_and_resubmit", grade: 2 });
    show(timesAssessed);
  },

  "desk.comment": async (client) => {
    const { id, createdAt } = await client.desk.comment.mutate({ ...task, comment: "Nice. What if the list is empty?" });
    show(id, createdAt);
  },

  "desk.deleteComment": async (client) => {
    await client.desk.deleteComment.mutate({ ...task, commentId: 815 });
  },

  "desk.markCommentUnread": async (client) => {
    const { isNew } = await client.desk.markCommentUnread.mutate({ ...task, commentId: 815 });
    show(isNew);
  },
};
