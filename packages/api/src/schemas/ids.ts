import type {
  BreakId,
  CampusId,
  CommentId,
  ProjectId,
  ServiceAccountId,
  SessionId,
  StreamId,
  TaskDefinitionId,
  TokenId,
  TutorialId,
  UnitId,
  UserId,
} from "@tutor-times/core/ids";
import { z } from "zod";

/** An id as it stands in JSON: a whole number from 1 to 2^53−1. */
const wireId = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

export const userId = wireId.transform((id) => id as UserId);
export const unitId = wireId.transform((id) => id as UnitId);
export const projectId = wireId.transform((id) => id as ProjectId);
export const taskDefinitionId = wireId.transform((id) => id as TaskDefinitionId);
export const sessionId = wireId.transform((id) => id as SessionId);
export const tutorialId = wireId.transform((id) => id as TutorialId);
export const streamId = wireId.transform((id) => id as StreamId);
export const breakId = wireId.transform((id) => id as BreakId);
export const campusId = wireId.transform((id) => id as CampusId);
export const commentId = wireId.transform((id) => id as CommentId);
export const tokenId = wireId.transform((id) => id as TokenId);
export const serviceAccountId = wireId.transform((id) => id as ServiceAccountId);

/** Names one task: a task is one project's instance of a definition, and exists in the world before its row does. */
export const taskKey = { projectId, taskDefinitionId };

/** A UUID that the caller made, so that the same act sent twice is done once (rule 11). */
export const idempotencyKey = z.uuid();
