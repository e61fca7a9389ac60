/** Ids as JSON numbers from 1 to 2^53−1. Branded, so that a user's id cannot stand where a unit's belongs. */
type Id<Of extends string> = number & { readonly __of: Of };

export type UserId = Id<"user">;
export type UnitId = Id<"unit">;
export type ProjectId = Id<"project">;
export type TaskDefinitionId = Id<"taskDefinition">;
export type TaskId = Id<"task">;
export type SessionId = Id<"session">;
export type ActivityId = Id<"activity">;
export type CommentId = Id<"comment">;
export type TutorialId = Id<"tutorial">;
export type StreamId = Id<"stream">;
export type BreakId = Id<"break">;
export type CampusId = Id<"campus">;
export type TokenId = Id<"token">;
export type ServiceAccountId = Id<"serviceAccount">;

/** Whether `value` can be an id at all: a whole number from 1 to 2^53−1. */
export function isId(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
