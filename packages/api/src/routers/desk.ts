import { assessTask } from "@tutor-times/db/acts/assess-task";
import { addComment, deleteComment, LONGEST_COMMENT, markCommentUnread } from "@tutor-times/db/acts/comments";
import { readConversation } from "@tutor-times/db/acts/conversations";
import { listInbox } from "@tutor-times/db/inbox";
import { findTask } from "@tutor-times/db/tasks";
import { z } from "zod";
import { commentId, idempotencyKey, taskKey, unitId } from "../schemas/ids";
import { comment, deskTask, inboxTask, taskState } from "../schemas/tasks";
import { textInput } from "../schemas/text";
import { router, signedIn, tracking } from "../trpc";

const task = z.strictObject(taskKey);
const oneComment = z.strictObject({ ...taskKey, commentId });

export const deskRouter = router({
  /** The tasks of a unit that wait for feedback, those of the caller's own tutorials first. For its staff. */
  inbox: signedIn
    .input(z.strictObject({ unitId }))
    .output(z.object({ tasks: z.array(inboxTask) }))
    .query(async ({ ctx, input }) => ({ tasks: await listInbox(ctx.db, ctx.viewer.scope, input.unitId) })),

  /** One task with its latest submission and its comments. Records nothing: the desk reports what it opens. */
  task: signedIn
    .input(task)
    .output(deskTask)
    .query(async ({ ctx, input }) => {
      const found = await findTask(ctx.db, ctx.viewer.scope, input);
      const { taskId } = found;
      const comments = taskId === null ? [] : await readConversation(ctx.db, { taskId, readerId: ctx.viewer.scope.userId });
      return { ...found, comments: [...comments] };
    }),

  /** Sets status, grade or quality points. With a `trigger` by staff, `assessing` is recorded. */
  assess: tracking
    .input(
      task.extend({
        trigger: textInput(64).optional(),
        grade: z.int().min(-1).max(100).optional(),
        qualityPts: z.int().min(-1).max(1_000).optional(),
        idempotencyKey: idempotencyKey.optional(),
      }),
    )
    .output(taskState)
    .mutation(({ ctx, input }) => assessTask(ctx.db, ctx.caller, input)),

  /** Adds a comment to a task; of staff, `add-comment` is recorded. */
  comment: tracking
    .input(task.extend({ comment: textInput(LONGEST_COMMENT), replyToId: commentId.optional() }))
    .output(comment)
    .mutation(({ ctx, input }) => addComment(ctx.db, ctx.caller, input)),

  /** Takes a comment away; of staff, `delete-comment` is recorded. */
  deleteComment: tracking
    .input(oneComment)
    .output(z.object({ commentId: z.number() }))
    .mutation(async ({ ctx, input }) => {
      await deleteComment(ctx.db, ctx.caller, input, input.commentId);
      return { commentId: input.commentId };
    }),

  /** Marks a comment as unread again; of staff, `mark-comment-unread` is recorded. */
  markCommentUnread: tracking
    .input(oneComment)
    .output(comment)
    .mutation(({ ctx, input }) => markCommentUnread(ctx.db, ctx.caller, input, input.commentId)),
});
