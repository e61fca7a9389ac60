import type { CommentId, TaskId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import type { Client } from "../transaction";

export interface Person {
  readonly id: UserId;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

export interface Comment {
  readonly id: CommentId;
  readonly text: string;
  /** Whether the reader has not read it; never true of their own. */
  readonly isNew: boolean;
  readonly replyToId: CommentId | null;
  readonly author: Person;
  readonly recipient: Person;
  readonly createdAt: Instant;
  readonly recipientReadAt: Instant | null;
}

/** The comments on a task, as somebody sees them. */
export interface Conversation {
  readonly taskId: TaskId;
  readonly readerId: UserId;
}

/** One that its reader is shown at `now`. */
export interface OpenedConversation extends Conversation {
  readonly now: Instant;
}

/** The pool, or a connection within a transaction. */
type Asked = Pick<Client, "query">;

const COMMENTS = `
  SELECT k.n::integer, c.*
  FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS k(task_id, reader_id, n), LATERAL (
    SELECT c.id, c.text, c.reply_to_id, c.created_at, read.read_at,
           c.author_id <> k.reader_id AND NOT EXISTS (
             SELECT FROM comment_reads r WHERE r.comment_id = c.id AND r.user_id = k.reader_id) AS is_new,
           json_build_object('id', a.id, 'firstName', a.first_name, 'lastName', a.last_name, 'email', a.email) AS author,
           json_build_object('id', t.id, 'firstName', t.first_name, 'lastName', t.last_name, 'email', t.email) AS recipient
    FROM task_comments c
    JOIN users a ON a.id = c.author_id
    JOIN users t ON t.id = c.recipient_id
    LEFT JOIN comment_reads read ON read.comment_id = c.id AND read.user_id = c.recipient_id
    WHERE c.task_id = k.task_id AND c.deleted_at IS NULL AND ($3::bigint IS NULL OR c.id = $3)
    OFFSET 0) AS c
  ORDER BY k.n, c.created_at, c.id`;

// In the order of the key, so that two who mark the same comments cannot wait for each other in a circle.
const MARK_READ = `
  INSERT INTO comment_reads (comment_id, user_id, read_at)
  SELECT c.id, k.reader_id, min(k.read_at)
  FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[]) AS k(task_id, reader_id, read_at), LATERAL (
    SELECT c.id FROM task_comments c WHERE c.task_id = k.task_id AND c.author_id <> k.reader_id AND c.deleted_at IS NULL
    OFFSET 0) AS c
  GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT DO NOTHING`;

interface CommentColumns {
  readonly n: number;
  readonly id: CommentId;
  readonly text: string;
  readonly is_new: boolean;
  readonly reply_to_id: CommentId | null;
  readonly author: Person;
  readonly recipient: Person;
  readonly created_at: Date;
  readonly read_at: Date | null;
}

/** The comments of each conversation, oldest first, without those that were deleted; with `only`, that one where it is among them. */
export async function loadConversations(
  client: Asked,
  conversations: readonly Conversation[],
  only: CommentId | null = null,
): Promise<Comment[][]> {
  if (conversations.length === 0) return [];
  const { rows } = await client.query<CommentColumns>({
    name: "load-conversations",
    text: COMMENTS,
    values: [...tasksAndReaders(conversations), only],
  });
  const loaded: Comment[][] = conversations.map(() => []);
  for (const row of rows) loaded[row.n - 1]?.push(toComment(row));
  return loaded;
}

/** The comments of one, and nothing of it is recorded. Whoever asks has seen to it that the reader may read them. */
export async function readConversation(db: Database, conversation: Conversation): Promise<readonly Comment[]> {
  const [comments] = await loadConversations(db.pool, [conversation]);
  return comments ?? [];
}

/** The same, and marks them read: what their reader had not read before is new in this answer and in none after it. */
export async function openConversations(
  client: Client,
  conversations: readonly OpenedConversation[],
): Promise<Map<OpenedConversation, readonly Comment[]>> {
  if (conversations.length === 0) return new Map();
  const [loaded] = await Promise.all([
    loadConversations(client, conversations),
    client.query({
      name: "mark-read",
      text: MARK_READ,
      values: [...tasksAndReaders(conversations), conversations.map(({ now }) => dateOf(now))],
    }),
  ]);
  return new Map(conversations.map((conversation, index) => [conversation, loaded[index] ?? []]));
}

function tasksAndReaders(conversations: readonly Conversation[]): unknown[] {
  return [conversations.map(({ taskId }) => taskId), conversations.map(({ readerId }) => readerId)];
}

function toComment(row: CommentColumns): Comment {
  return {
    id: row.id,
    text: row.text,
    isNew: row.is_new,
    replyToId: row.reply_to_id,
    author: row.author,
    recipient: row.recipient,
    createdAt: instantOf(row.created_at),
    recipientReadAt: row.read_at && instantOf(row.read_at),
  };
}
