import type { StoredSession } from "@tutor-times/core/advance";
import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { instantOf, type Instant } from "@tutor-times/core/instant";
import { SESSION_COLUMNS, storedSession, type SessionColumns } from "../tracker/rows";

/** Who took a session out of all evidence, when and why. */
export interface Removal {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** A session as screens show it, removed or not, with its owner and its unit. */
export interface SessionOfScreen extends StoredSession {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly userName: string;
  readonly unitId: UnitId;
  readonly unitCode: string;
  readonly removed: Removal | null;
}

export interface ScreenColumns extends SessionColumns {
  readonly user_id: UserId;
  readonly user_name: string;
  readonly unit_id: UnitId;
  readonly unit_code: string;
  readonly deleted_at: Date | null;
  readonly deleted_by: string | null;
  readonly deletion_reason: string | null;
}

/** What `sessionOfScreen` reads, of the table aliases that `SCREEN_JOINS` adds to `s`. */
export const SCREEN_COLUMNS = `${SESSION_COLUMNS}, s.user_id, s.unit_id, s.deleted_at, s.deletion_reason,
  concat_ws(' ', u.first_name, u.last_name) AS user_name, n.code AS unit_code,
  concat_ws(' ', r.first_name, r.last_name) AS deleted_by`;

export const SCREEN_JOINS =
  "JOIN users u ON u.id = s.user_id JOIN units n ON n.id = s.unit_id LEFT JOIN users r ON r.id = s.deleted_by_id";

export function sessionOfScreen(row: ScreenColumns): SessionOfScreen {
  return {
    ...storedSession(row),
    userId: row.user_id,
    userName: row.user_name,
    unitId: row.unit_id,
    unitCode: row.unit_code,
    removed:
      row.deleted_at === null
        ? null
        : { at: instantOf(row.deleted_at), by: row.deleted_by ?? "", reason: row.deletion_reason ?? "" },
  };
}
