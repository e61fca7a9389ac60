import { DomainError } from "@tutor-times/core/errors";
import type { CommentId, UserId } from "@tutor-times/core/ids";
import { seesWholeUnit } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import type { Client } from "../transaction";
import type { Caller, TaskTarget } from "./act";
import { loadConversations, type Comment } from "./conversations";
import { perform } from "./perform";
import { withEvidence } from "./riding";
import type { SavedTask } from "./targets";

/** The longest comment, in UTF-16 units. */
export const LONGEST_COMMENT = 10_000;

const LAST_COMMENT = `
  SELECT author_id, text FROM task_comments WHERE task_id = $1 AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1`;

/** A student writes to the tutor of their tutorial, else to a convenor; staff write to the student. */
const ADD_COMMENT = `
  INSERT INTO task_comments (task_id, author_id, recipient_id, reply_to_id, text, created_at, updated_at)
  SELECT $1::bigint, $2::bigint, CASE WHEN $2::bigint <> $3::bigint THEN $3::bigint ELSE coalesce(
      (SELECT r.user_id FROM tutorial_enrolments e JOIN tutorials t ON t.id = e.tutorial_id JOIN unit_roles r ON r.id = t.unit_role_id
       WHERE e.project_id = $4::bigint ORDER BY t.id LIMIT 1),
      (SELECT r.user_id FROM unit_roles r WHERE r.unit_id = $5::bigint AND r.role = 'convenor' AND r.ended_at IS NULL ORDER BY r.id LIMIT 1),
      $2::bigint) END, $6::bigint, $7::text, $8::timestamptz, $8::timestamptz
  RETURNING id`;

/**
 * Adds a comment and records `add-comment` for staff.
 * Throws DomainError `forbidden` for an empty one and for the same text twice in a row (as OnTrack does), `invalid` for
 * one over LONGEST_COMMENT or a `replyToId` that is no comment of this task, `not_found` outside the caller's view.
 */
export function addComment(
  db: Database,
  caller: Caller,
  { projectId, taskDefinitionId, comment, replyToId }: TaskTarget & { comment: string; replyToId?: CommentId | undefined },
): Promise<Comment> {
  const text = comment.trim();
  return withEvidence(db, caller, { projectId, taskDefinitionId }, "add-comment", async (client, task) => {
    if (text === "") throw new DomainError("forbidden", "Comment text is empty, unable to add new comment", "comment");
    if (text.length > LONGEST_COMMENT) {
      throw new DomainError(
        "invalid",
        `comment is invalid: it has ${text.length} characters, at most ${LONGEST_COMMENT} fit`,
        "comment",
      );
    }
    if (replyToId !== undefined) await findComment(client, caller, task, replyToId, "reply_to_id is invalid");
    const last = await client.query<{ author_id: UserId; text: string }>(LAST_COMMENT, [task.id]);
    if (last.rows[0]?.text === text && last.rows[0].author_id === caller.scope.userId) {
      throw new DomainError("forbidden", "No comment added. Comment duplicates last comment, so ignored.", "comment");
    }
    const author = caller.scope.userId;
    const added = await client.query<{ id: CommentId }>(ADD_COMMENT, [
      task.id,
      author,
      task.studentId,
      task.projectId,
      task.unitId,
      replyToId ?? null,
      text,
      dateOf(caller.now),
    ]);
    return findComment(client, caller, task, added.rows[0]?.id, "The comment was added and is not there.");
  });
}

/**
 * The comments on a task, oldest first. Marks them read by the caller and records `get-comments` of staff, together with
 * whatever else is recorded at the moment. Throws DomainError `not_found` outside the caller's view, `forbidden` for
 * everybody but staff and the task's student.
 */
export function listComments(db: Database, caller: Caller, target: TaskTarget): Promise<readonly Comment[]> {
  return perform(db, { kind: "opening", caller, target, action: "get-comments" });
}

/** Deletes a comment of the caller's own, or any as convenor; records `delete-comment` for staff. */
export async function deleteComment(db: Database, caller: Caller, target: TaskTarget, commentId: CommentId): Promise<void> {
  await withEvidence(db, caller, target, "delete-comment", async (client, task) => {
    const comment = await findComment(client, caller, task, commentId);
    if (comment.author.id !== caller.scope.userId && !seesWholeUnit(caller.scope, task.unitId)) {
      throw new DomainError("forbidden", "You are not authorised to delete this comment.");
    }
    await client.query("UPDATE task_comments SET deleted_at = $2, updated_at = $2 WHERE id = $1", [
      comment.id,
      dateOf(caller.now),
    ]);
  });
}

/** Marks a comment unread by the caller; records `mark-comment-unread` for staff. */
export function markCommentUnread(db: Database, caller: Caller, target: TaskTarget, commentId: CommentId): Promise<Comment> {
  return withEvidence(db, caller, target, "mark-comment-unread", async (client, task) => {
    await findComment(client, caller, task, commentId);
    await client.query("DELETE FROM comment_reads WHERE comment_id = $1 AND user_id = $2", [commentId, caller.scope.userId]);
    return findComment(client, caller, task, commentId);
  });
}

/**
 * Opens what is attached to a comment. Comments are text and nothing is, so it always throws DomainError `not_found`; an
 * attachment that was opened would be recorded as `get-comment-attachment`.
 */
export function openAttachment(db: Database, caller: Caller, target: TaskTarget, commentId: CommentId): Promise<never> {
  return withEvidence(db, caller, target, "get-comment-attachment", async (client, task) => {
    await findComment(client, caller, task, commentId);
    throw new DomainError("not_found", "No attachment for this comment.", "comment_id");
  });
}

async function findComment(
  client: Client,
  caller: Caller,
  task: SavedTask,
  commentId: CommentId | undefined,
  invalid?: string,
): Promise<Comment> {
  const conversation = { taskId: task.id, readerId: caller.scope.userId };
  const [found] = commentId === undefined ? [] : await loadConversations(client, [conversation], commentId);
  if (found?.[0] !== undefined) return found[0];
  throw invalid === undefined
    ? new DomainError("not_found", "Unable to find requested TaskComment", "comment_id")
    : new DomainError("invalid", invalid, "reply_to_id");
}
