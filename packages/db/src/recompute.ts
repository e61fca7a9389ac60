import type { UnitId, UserId } from "@tutor-times/core/ids";
import { instant, type Instant } from "@tutor-times/core/instant";
import type { PolicyChange } from "@tutor-times/core/policy";
import { writeAudit } from "./audit";
import type { Database } from "./database";
import { notifyWithin } from "./live/notify-within";
import { materialiseWindows } from "./timetable/windows";
import { unsettleUnit } from "./settled/unsettle";
import { claimRules } from "./tracker/lanes";
import { rederiveUnit, type RederivedUnit } from "./tracker/rederive-unit";
import { dateOf } from "./tracker/rows";
import { inTransaction, type Client } from "./transaction";
import { tryOut, type TriedOut } from "./try-out";
import { enterPolicy } from "./unit-policy";

export interface RecomputeRequest {
  readonly unitId: UnitId;
  /** Everything from the sitting that reaches over this instant on is derived again. */
  readonly from: Instant;
  readonly now: Instant;
  /** Who asks, for the log; null: an operator at the terminal. */
  readonly actorId: UserId | null;
  /** A change of policy to enter with `from` as its instant of effect, before anything is derived. */
  readonly policy?: PolicyChange | undefined;
  /** Also lay the timetable out again, as it stands now, for every meeting from `from` on. */
  readonly timetable?: boolean | undefined;
  /** False only shows the difference. */
  readonly apply: boolean;
}

/**
 * Derives a unit's sessions from `from` on again from what is stored, after entering the change of policy that is given
 * and, if asked, the timetable as it stands: the one way in which a change reaches into the past (rule 12). Deleted
 * sessions stay as they are. In one transaction, logged when it is applied. Meanwhile nothing of the unit is recorded.
 * Throws DomainError `conflict` if stored evidence of a session is no longer complete, since it would come out shorter.
 */
export async function recompute(db: Database, request: RecomputeRequest): Promise<RederivedUnit> {
  const { unitId, actorId, from, now, policy, timetable = false, apply } = request;
  if (!apply) {
    const { sessions, differences } = await tryRecompute(db, { ...request, until: now });
    return { sessions, differences };
  }
  return inTransaction(db.pipelined, async (client) => {
    await claimRules(client, unitId);
    await enterRules(client, request);
    await unsettleUnit(client, unitId, from);
    const found = await rederiveUnit(client, unitId, { from, now, apply });
    const details = { from: dateOf(from), ...policy, timetable, sessions: found.sessions, changed: found.differences.length };
    await writeAudit(client, { actorId, unitId, action: "unit.recompute", details }, now);
    // Figures can change with the rules where no session does.
    await notifyWithin(client, { unitId, userIds: await ownersSince(client, unitId, from) });
    return found;
  });
}

/** What a recomputation would change, and what that does to the figures from `request.from` until `request.until`. */
export function tryRecompute(
  db: Database,
  { until, ...request }: Omit<RecomputeRequest, "apply"> & { readonly until: Instant },
): Promise<TriedOut> {
  const { unitId, from, now } = request;
  return tryOut(db, { unitId, from, until, now }, (client) => enterRules(client, request));
}

async function ownersSince(client: Client, unitId: UnitId, from: Instant): Promise<UserId[]> {
  const { rows } = await client.query<{ user_id: UserId }>(
    "SELECT DISTINCT user_id FROM marking_sessions WHERE unit_id = $1 AND end_time >= $2",
    [unitId, dateOf(from)],
  );
  return rows.map((row) => row.user_id);
}

async function enterRules(client: Client, request: Omit<RecomputeRequest, "apply">): Promise<void> {
  const { unitId, actorId, from, now, policy, timetable = false } = request;
  if (policy !== undefined) await enterPolicy(client, { unitId, change: policy, effectiveAt: from, actorId, now });
  if (timetable) await materialiseWindows(client, unitId, instant(from - 1));
}
