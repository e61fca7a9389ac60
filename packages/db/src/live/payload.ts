import type { UnitId, UserId } from "@tutor-times/core/ids";

/** The channel of PostgreSQL over which processes tell one another of changes. */
export const CHANNEL = "tutor_times_changes";

/** PostgreSQL takes payloads of less than 8000 bytes; an id has at most 16 digits. */
const MOST_IDS = 400;

/** Whose sessions in a unit were changed. */
export interface ChangeNotice {
  readonly unitId: UnitId;
  readonly userIds: readonly UserId[];
}

/** A notice as text, in as many pieces as are needed. */
export function payloadsOf(unitId: UnitId, userIds: readonly UserId[]): string[] {
  const pieces = Math.ceil(userIds.length / MOST_IDS);
  return Array.from(
    { length: pieces },
    (_, index) => `${unitId}:${userIds.slice(index * MOST_IDS, (index + 1) * MOST_IDS).join(",")}`,
  );
}

/** Reads what `payloadsOf` made; null for anything else that somebody sent over the channel. */
export function parsePayload(payload: string): ChangeNotice | null {
  const [, unitId, userIds] = /^(\d{1,16}):(\d{1,16}(?:,\d{1,16})*)$/.exec(payload) ?? [];
  if (unitId === undefined || userIds === undefined) return null;
  return { unitId: Number(unitId) as UnitId, userIds: userIds.split(",").map((id) => Number(id) as UserId) };
}
