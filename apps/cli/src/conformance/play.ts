import { READING_ACTIONS, type ReadingAction } from "@tutor-times/core/actions";
import { canonicalAddress } from "@tutor-times/core/address";
import { DomainError } from "@tutor-times/core/errors";
import { addMs, parseInstant, type Instant } from "@tutor-times/core/instant";
import { isTracked } from "@tutor-times/core/viewer";
import type { Caller } from "@tutor-times/db/acts/act";
import { assessTask } from "@tutor-times/db/acts/assess-task";
import { addComment, deleteComment, markCommentUnread } from "@tutor-times/db/acts/comments";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { recordBeats } from "@tutor-times/db/acts/record-beats";
import type { Database } from "@tutor-times/db/database";
import { deleteSession } from "@tutor-times/db/sessions/deletion";
import { listSessions } from "@tutor-times/db/sessions/list-sessions";
import { makeComment } from "@tutor-times/db/testing/factories";
import { loadViewer } from "@tutor-times/db/viewers";
import type { CaseEvent } from "./case";
import { found, taskOf, type World } from "./world";

/** Sends one event through the function that the product's procedures call, and gives its verdict. */
export async function play(db: Database, world: World, event: CaseEvent): Promise<string> {
  try {
    switch (event.kind) {
      case "activity":
        return await playActivity(db, world, event);
      case "beat":
        return await playBeat(db, world, event);
      case "delete":
        return await playDelete(db, world, event);
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // What the product refuses outright counts as ignored, and a session that is not there to delete as not found.
    return event.kind === "delete" ? "not_found" : "ignored";
  }
}

/** Somebody with the roles that the database gives them at `now`. */
export async function callerAt(db: Database, world: World, user: string, now: Instant, ip: string): Promise<Caller> {
  const viewer = await loadViewer(db, found(world.users, user), now);
  if (viewer === null) throw new Error(`"${user}" is not in the world of the case.`);
  return { scope: viewer.scope, now, ipAddress: canonicalAddress(ip) };
}

async function playActivity(db: Database, world: World, event: CaseEvent & { kind: "activity" }): Promise<string> {
  const caller = await callerAt(db, world, event.user, parseInstant(event.at), event.ip);
  const { projectId, taskDefinitionId } = taskOf(world, event.unit, event.task);
  const target = { projectId, taskDefinitionId };
  if (isReading(event.action)) return (await recordActivity(db, caller, { ...target, action: event.action })).verdict;
  switch (event.action) {
    case "assessing":
      await assessTask(db, caller, { ...target, trigger: event.status });
      break;
    case "add-comment":
      // Every comment of a case is another one: the same text twice in a row would be refused.
      await addComment(db, caller, { ...target, comment: `At ${event.at}, number ${(commentNumber += 1)}` });
      break;
    case "delete-comment":
      await deleteComment(db, caller, target, await commentOf(db, world, event));
      break;
    case "mark-comment-unread":
      await markCommentUnread(db, caller, target, await commentOf(db, world, event));
      break;
  }
  return isStaff(caller, world, event.unit) ? "recorded" : "ignored";
}

let commentNumber = 0;

function isReading(action: string): action is ReadingAction {
  return (READING_ACTIONS as readonly string[]).includes(action);
}

/** These calls answer with what they did to the task or the comment, not with a verdict: rule 1 tells it. */
function isStaff({ scope }: Caller, world: World, unit: string): boolean {
  return isTracked(scope, found(world.units, unit));
}

async function commentOf(db: Database, world: World, event: CaseEvent & { kind: "activity" }) {
  const task = found(world.tasks, `${event.unit}/${event.task}`);
  const authorId = found(world.users, event.user);
  return (await makeComment(db, { taskId: task.id, authorId, recipientId: authorId, createdAt: parseInstant(event.at) })).id;
}

async function playBeat(db: Database, world: World, event: CaseEvent & { kind: "beat" }): Promise<string> {
  const caller = await callerAt(db, world, event.user, parseInstant(event.received ?? event.to), event.ip);
  const target = event.task ? taskOf(world, event.unit, event.task) : { unitId: found(world.units, event.unit) };
  const [verdict] = await recordBeats(db, caller, [
    { target, from: parseInstant(event.from), to: parseInstant(event.to), kind: "reading" },
  ]);
  return verdict ?? "no verdict";
}

async function playDelete(db: Database, world: World, event: CaseEvent & { kind: "delete" }): Promise<string> {
  const now = parseInstant(event.at);
  const { scope } = await callerAt(db, world, event.by, now, event.session.ip);
  const start = parseInstant(event.session.start);
  const filter = { userId: found(world.users, event.session.user), unitId: found(world.units, event.session.unit) };
  const { sessions } = await listSessions(db, scope, { ...filter, from: start, to: addMs(start, 1) });
  const session = sessions.find(({ ipAddress }) => ipAddress === canonicalAddress(event.session.ip));
  if (session === undefined) return "not_found";
  await deleteSession(db, scope, { sessionId: session.id, reason: "A case says so.", now });
  return "deleted";
}
