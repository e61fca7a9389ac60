import type { SessionId, UnitId, UserId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, instantOf, type Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { addFigures, NO_FIGURES, type Figures } from "../reports/figures";
import { figuresPerDay } from "../reports/figures-per-day";
import { inTransaction, type Client } from "../transaction";
import { deleteWithin, requireMayDelete } from "./deletion";

/** The figures of a session's owner in its unit, around the session, with it and without it. */
export interface DeletionEffect {
  readonly before: Figures;
  readonly after: Figures;
}

/** Leaves the transaction without changing anything, with what was found. */
class NothingToKeep extends Error {
  constructor(readonly effect: DeletionEffect) {
    super("Shown, not deleted.");
  }
}

/**
 * What figures would lose if a session were deleted: it is deleted, measured, and put back as if nothing had been. What
 * remains of its sitting is derived again, so the figures may lose less than the session's length. Rights and errors as
 * for `deleteSession`.
 */
export async function deletionEffect(
  db: Database,
  scope: Scope,
  { sessionId, now }: { sessionId: SessionId; now: Instant },
): Promise<DeletionEffect> {
  try {
    return await inTransaction(db.pipelined, async (client): Promise<never> => {
      const session = await whose(client, sessionId);
      requireMayDelete(scope, session);
      const around = [addMs(session.start, -DAY_MS), addMs(session.end, DAY_MS)];
      const measure = async () => {
        const days = await figuresPerDay({ pool: client }, scope, { userId: session.userId, unitIds: [session.unitId] }, around);
        return days.map(({ userId: _user, day: _day, ...figures }) => figures).reduce(addFigures, NO_FIGURES);
      };
      const before = await measure();
      await deleteWithin(client, scope, { sessionId, reason: "Only to see what would change.", now });
      throw new NothingToKeep({ before, after: await measure() });
    });
  } catch (error) {
    if (error instanceof NothingToKeep) return error.effect;
    throw error;
  }
}

async function whose(
  client: Client,
  sessionId: SessionId,
): Promise<{ userId: UserId; unitId: UnitId; start: Instant; end: Instant } | null> {
  const { rows } = await client.query<{ user_id: UserId; unit_id: UnitId; start_time: Date; end_time: Date }>(
    "SELECT user_id, unit_id, start_time, end_time FROM marking_sessions WHERE id = $1 AND deleted_at IS NULL",
    [sessionId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return { userId: row.user_id, unitId: row.unit_id, start: instantOf(row.start_time), end: instantOf(row.end_time) };
}
