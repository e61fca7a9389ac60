import { textInput } from "@tutor-times/api/schemas/text";
import { commentId } from "@tutor-times/api/schemas/ids";
import { formatInstant } from "@tutor-times/core/instant";
import {
  addComment,
  deleteComment,
  listComments,
  LONGEST_COMMENT,
  markCommentUnread,
  openAttachment,
} from "@tutor-times/db/acts/comments";
import type { Comment } from "@tutor-times/db/acts/conversations";
import type { Database } from "@tutor-times/db/database";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { namedRefusals, nothing, refusals, WITH_HEADERS } from "./documented";
import { commentParams, taskParams } from "./parameters";
import { commentAnswer } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

const COMMENTS = "/projects/:id/task_def_id/:task_definition_id/comments";
const COMMENT = `${COMMENTS}/:comment_id`;

const documented = { tags: ["Comments"], security: WITH_HEADERS };

const newComment = z.object({
  comment: textInput(LONGEST_COMMENT),
  reply_to_id: commentId.nullish().describe("The comment of the same task that this one answers"),
});

/** The conversation about one task. Of staff, reading it and adding to it is evidence. */
export function commentRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    requireHeaders(app, db, "track");

    app.get(
      COMMENTS,
      {
        exposeHeadRoute: false,
        schema: {
          ...documented,
          operationId: "listComments",
          summary: "The comments on a task, oldest first",
          description: "Marks them read by the caller. Of staff, it records `get-comments`.",
          params: taskParams,
          response: { ...namedRefusals, 200: z.array(commentAnswer).describe("The comments") },
        },
      },
      async (request) => {
        const comments = await listComments(db, signedIn(request).caller, taskOf(request.params));
        return comments.map(toComment);
      },
    );

    app.post(
      COMMENTS,
      {
        schema: {
          ...documented,
          operationId: "addComment",
          summary: "Comment on a task",
          description:
            "Of staff, it records `add-comment`. An empty comment, and the same text twice in a row, are refused with 403 and not recorded.",
          params: taskParams,
          body: newComment,
          response: { ...refusals, 201: commentAnswer.describe("The comment as it was added") },
        },
      },
      async (request, reply) => {
        const { comment, reply_to_id: replyToId } = request.body;
        const added = await addComment(db, signedIn(request).caller, {
          ...taskOf(request.params),
          comment,
          ...(replyToId == null ? {} : { replyToId }),
        });
        return reply.code(201).send(toComment(added));
      },
    );

    app.get(
      COMMENT,
      {
        exposeHeadRoute: false,
        schema: {
          ...documented,
          operationId: "getCommentAttachment",
          summary: "The file that is attached to a comment",
          description: "Comments are text here, so there is none: always 404, and nothing is recorded.",
          params: commentParams,
          response: namedRefusals,
        },
      },
      (request) => openAttachment(db, signedIn(request).caller, taskOf(request.params), request.params.comment_id),
    );

    app.delete(
      COMMENT,
      {
        schema: {
          ...documented,
          operationId: "deleteComment",
          summary: "Delete a comment",
          description: "One's own, or any as a convenor of the unit. Of staff, it records `delete-comment`.",
          params: commentParams,
          response: { ...refusals, 204: nothing("The comment is gone") },
        },
      },
      async (request, reply) => {
        await deleteComment(db, signedIn(request).caller, taskOf(request.params), request.params.comment_id);
        return reply.code(204).send();
      },
    );

    app.post(
      COMMENT,
      {
        schema: {
          ...documented,
          operationId: "markCommentUnread",
          summary: "Mark a comment as unread",
          description: "Of staff, it records `mark-comment-unread`.",
          params: commentParams,
          response: { ...refusals, 201: commentAnswer.describe("The comment, unread") },
        },
      },
      async (request, reply) => {
        const { caller } = signedIn(request);
        const marked = await markCommentUnread(db, caller, taskOf(request.params), request.params.comment_id);
        return reply.code(201).send(toComment(marked));
      },
    );
  };
}

function taskOf({ id, task_definition_id }: z.output<typeof taskParams>) {
  return { projectId: id, taskDefinitionId: task_definition_id };
}

function toComment(comment: Comment): z.input<typeof commentAnswer> {
  return {
    id: comment.id,
    comment: comment.text,
    type: "text",
    is_new: comment.isNew,
    reply_to_id: comment.replyToId,
    author: toPerson(comment.author),
    recipient: toPerson(comment.recipient),
    created_at: formatInstant(comment.createdAt),
    recipient_read_time: comment.recipientReadAt === null ? null : formatInstant(comment.recipientReadAt),
  };
}

function toPerson({ id, firstName, lastName, email }: Comment["author"]) {
  return { id, first_name: firstName, last_name: lastName, email };
}
