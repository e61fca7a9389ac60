import { addMs, type Instant } from "@tutor-times/core/instant";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import type { Interval } from "@tutor-times/core/intervals";
import { LONGEST_FLOOR_MS } from "@tutor-times/core/policy";
import type { Client, Statement } from "../transaction";
import { dateOf } from "../tracker/rows";

/**
 * Task by task (OFFSET 0), since few are touched. $1 the unit, $2 the user, $3 and $4 the time. Beside the days that it touches: an assessment is measured from the one
 * before it, so those of the tasks that this evidence is about may have changed on any later day, whoever made them.
 */
const UNSETTLE = `
  WITH touched AS (
    SELECT a.task_id
    FROM marking_sessions s, LATERAL (SELECT a.* FROM session_activities a WHERE a.marking_session_id = s.id OFFSET 0) a
    WHERE s.user_id = $2 AND s.unit_id = $1 AND s.start_time <= $4 AND s.end_time >= $3 AND a.status_changed AND a.task_id IS NOT NULL
    UNION
    SELECT t.task_id FROM attention_stretches t
    WHERE t.user_id = $2 AND t.unit_id = $1 AND t.start_time <= $4 AND t.end_time >= $3 AND t.task_id IS NOT NULL
  ), later AS (
    SELECT DISTINCT a.created_at AS at
    FROM touched t, LATERAL (SELECT a.* FROM session_activities a WHERE a.task_id = t.task_id AND a.created_at >= $3 OFFSET 0) a
    WHERE a.status_changed
  )
  DELETE FROM settled_days d WHERE d.unit_id = $1 AND d.end_time > $3
    AND (d.start_time <= $4 OR EXISTS (SELECT FROM later l WHERE l.at >= d.start_time AND l.at < d.end_time))`;

interface UserInUnit {
  readonly userId: UserId;
  readonly unitId: UnitId;
}

/**
 * Takes away what is settled and may depend on the evidence of `userId` in a unit within `around`, after it has changed and
 * in the same transaction. The unit's rules must be held or claimed.
 */
export async function unsettle(client: Client, key: UserInUnit, around: Interval): Promise<void> {
  await client.query(unsettleWrite(key, around));
}

/** The statement that does so. */
export function unsettleWrite({ userId, unitId }: UserInUnit, around: Interval): Statement {
  const from = addMs(around.start, -LONGEST_FLOOR_MS);
  return { name: "unsettle", text: UNSETTLE, values: [unitId, userId, dateOf(from), dateOf(around.end)] };
}

/** Takes away what is settled of a unit and ends after `since`; without it everything. The unit's rules must have been claimed. */
export async function unsettleUnit(client: Pick<Client, "query">, unitId: UnitId, since?: Instant): Promise<void> {
  await client.query("DELETE FROM settled_days WHERE unit_id = $1 AND ($2::timestamptz IS NULL OR end_time > $2)", [
    unitId,
    since === undefined ? null : dateOf(since),
  ]);
}
