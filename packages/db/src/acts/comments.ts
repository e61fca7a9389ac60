import { DomainError } from "@tutor-times/core/errors";
import type { CommentId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import { seesWholeUnit } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import type { Client } from "../transaction";
import type { Caller, TaskTarget } from "./act";
import { withEvidence } from "./riding";
import type { SavedTask } from "./targets";

export interface Person {
  readonly id: UserId;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

export interface Comment {
  readonly id: CommentId;
  readonly text: string;
  /** Whether the caller has not read it; never true of their own. */
  readonly isNew: boolean;
  readonly replyToId: CommentId | null;
  readonly author: Person;
  readonly recipient: Person;
  readonly createdAt: Instant;
  readonly recipientReadAt: Instant | null;
}

/** The longest comment, in UTF-16 units. */
export const LONGEST_COMMENT = 10_000;

const COMMENTS = `
  SELECT c.id, c.text, c.reply_to_id, c.created_at, read.read_at,
         c.author_id <> $2 AND NOT EXISTS (SELECT FROM comment_reads r WHERE r.comment_id = c.id AND r.user_id = $2) AS is_new,
         json_build_object('id', a.id, 'firstName', a.first_name, 'lastName', a.last_name, 'email', a.email) AS author,
         json_build_object('id', t.id, 'firstName', t.first_name, 'lastName', t.last_name, 'email', t.email) AS recipient
  FROM task_comments c
  JOIN users a ON a.id = c.author_id
  JOIN users t ON t.id = c.recipient_id
  LEFT JOIN comment_reads read ON read.comment_id = c.id AND read.user_id = c.recipient_id
  WHERE c.task_id = $1 AND c.deleted_at IS NULL AND ($3::bigint IS NULL OR c.id = $3)
  ORDER BY c.created_at, c.id`;

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

const MARK_READ = `
  INSERT INTO comment_reads (comment_id, user_id, read_at)
  SELECT id, $2, $3 FROM task_comments WHERE task_id = $1 AND author_id <> $2 AND deleted_at IS NULL
  ON CONFLICT DO NOTHING`;

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

/** The comments of a task, oldest first. With `record`, it marks them read by the caller and records `get-comments` for staff. */
export function listComments(
  db: Database,
  caller: Caller,
  target: TaskTarget,
  { record }: { record: boolean },
): Promise<Comment[]> {
  return withEvidence(db, caller, target, record ? "get-comments" : null, async (client, task) => {
    const comments = await commentsOf(client, caller, task, null);
    if (record) await client.query(MARK_READ, [task.id, caller.scope.userId, dateOf(caller.now)]);
    return comments;
  });
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
  const [comment] = commentId === undefined ? [] : await commentsOf(client, caller, task, commentId);
  if (comment !== undefined) return comment;
  throw invalid === undefined
    ? new DomainError("not_found", "Unable to find requested TaskComment", "comment_id")
    : new DomainError("invalid", invalid, "reply_to_id");
}

interface CommentColumns {
  readonly id: CommentId;
  readonly text: string;
  readonly is_new: boolean;
  readonly reply_to_id: CommentId | null;
  readonly author: Person;
  readonly recipient: Person;
  readonly created_at: Date;
  readonly read_at: Date | null;
}

async function commentsOf(client: Client, caller: Caller, task: SavedTask, only: CommentId | null): Promise<Comment[]> {
  const { rows } = await client.query<CommentColumns>(COMMENTS, [task.id, caller.scope.userId, only]);
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    isNew: row.is_new,
    replyToId: row.reply_to_id,
    author: row.author,
    recipient: row.recipient,
    createdAt: instantOf(row.created_at),
    recipientReadAt: row.read_at && instantOf(row.read_at),
  }));
}
