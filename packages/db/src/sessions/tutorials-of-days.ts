import type { UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import { VISIBLE_SESSIONS, visibleTo } from "./list-sessions";

/** One meeting of a tutorial, `[start, end)`, with its teacher. */
export interface TutorialMeeting {
  readonly unitId: UnitId;
  readonly unitCode: string;
  readonly userId: UserId;
  readonly name: string;
  readonly start: Instant;
  readonly end: Instant;
}

const MEETINGS = `
  SELECT s.unit_id, n.code AS unit_code, s.user_id, t.abbreviation AS name, s.start_time, s.end_time
  FROM tutorial_windows s JOIN tutorials t ON t.id = s.tutorial_id JOIN units n ON n.id = s.unit_id
  WHERE ${VISIBLE_SESSIONS} AND s.start_time < $5 AND s.end_time > $4
    AND ($6::bigint IS NULL OR s.unit_id = $6) AND ($7::bigint IS NULL OR s.user_id = $7)
  ORDER BY s.start_time, s.id`;

/** The tutorials within `[from, to)` of whoever's time `scope` reaches: one's own, and those of the units one convenes. */
export async function tutorialsOfDays(
  db: Database,
  scope: Scope,
  search: {
    readonly unitId?: UnitId | undefined;
    readonly userId?: UserId | undefined;
    readonly from: Instant;
    readonly to: Instant;
  },
): Promise<TutorialMeeting[]> {
  const { rows } = await db.pool.query<{
    unit_id: UnitId;
    unit_code: string;
    user_id: UserId;
    name: string;
    start_time: Date;
    end_time: Date;
  }>(MEETINGS, [...visibleTo(scope), dateOf(search.from), dateOf(search.to), search.unitId ?? null, search.userId ?? null]);
  return rows.map((row) => ({
    unitId: row.unit_id,
    unitCode: row.unit_code,
    userId: row.user_id,
    name: row.name,
    start: instantOf(row.start_time),
    end: instantOf(row.end_time),
  }));
}
