import { DomainError } from "@tutor-times/core/errors";
import type { BreakId, StreamId, TutorialId, UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { LocalDate } from "@tutor-times/core/local-date";
import type { Scope } from "@tutor-times/core/viewer";
import { writeAudit } from "../audit";
import type { Database } from "../database";
import { claimRules } from "../tracker/lanes";
import { rederiveUnit } from "../tracker/rederive-unit";
import { dateOf } from "../tracker/rows";
import { inTransaction, type Client } from "../transaction";
import { requireWholeUnit } from "../unit-rights";
import { addBreak, removeBreak } from "./breaks";
import { addTutorial, cancelDay, endTutorial, moveTutorial, reinstateDay, type Move, type NewTutorial } from "./tutorials";
import { materialiseWindows } from "./windows";

/** One change of a unit's timetable. */
export type TimetableChange =
  | { readonly kind: "add-tutorial"; readonly tutorial: NewTutorial }
  | { readonly kind: "move-tutorial"; readonly tutorialId: TutorialId; readonly move: Move }
  /** `date` is the last day on which it may take place. */
  | { readonly kind: "end-tutorial"; readonly tutorialId: TutorialId; readonly date: LocalDate }
  | { readonly kind: "cancel-day"; readonly tutorialId: TutorialId; readonly date: LocalDate }
  | { readonly kind: "reinstate-day"; readonly tutorialId: TutorialId; readonly date: LocalDate }
  | { readonly kind: "add-stream"; readonly name: string; readonly cutsSessions: boolean }
  | { readonly kind: "set-stream"; readonly streamId: StreamId; readonly cutsSessions: boolean }
  | { readonly kind: "set-unit"; readonly dates: UnitDates }
  /** No tutorial takes place on these days, both ends included. */
  | { readonly kind: "add-break"; readonly name: string; readonly from: LocalDate; readonly to: LocalDate }
  | { readonly kind: "remove-break"; readonly breakId: BreakId };

/** The dates (both included) and the zone of a unit; what is not named stays. */
export interface UnitDates {
  readonly startDate?: LocalDate;
  readonly endDate?: LocalDate;
  readonly timezone?: string;
}

/**
 * Changes a unit's timetable. Only meetings that have not begun at `now` change (rule 12): what was taught stays as it
 * was taught, and a change for days that have passed reaches them through `recompute` alone. In one transaction, logged.
 * Convenors of the unit and admins only. Throws DomainError `invalid` (naming the value), `not_found`, `forbidden`,
 * `conflict` where a name is taken.
 */
export async function changeTimetable(
  db: Database,
  scope: Scope,
  { unitId, change, now }: { unitId: UnitId; change: TimetableChange; now: Instant },
): Promise<void> {
  await requireWholeUnit(db, scope, unitId, "change the timetable");
  await inTransaction(db.pipelined, async (client) => {
    await claimRules(client, unitId);
    await enterChange(client, unitId, change, now);
    await materialiseWindows(client, unitId, now);
    // What arrived after `now` and was quicker to be saved: it knew nothing of the change.
    await rederiveUnit(client, unitId, { from: now, now, apply: true });
    const { kind, ...details } = change;
    await writeAudit(client, { actorId: scope.userId, unitId, action: `unit.timetable.${kind}`, details }, now);
  });
}

/** Writes one change of a timetable whose rules the caller has claimed; lays nothing out. */
export function enterChange(client: Client, unitId: UnitId, change: TimetableChange, now: Instant): Promise<void> {
  switch (change.kind) {
    case "add-tutorial":
      return addTutorial(client, unitId, change.tutorial, now);
    case "move-tutorial":
      return moveTutorial(client, unitId, change.tutorialId, change.move, now);
    case "end-tutorial":
      return endTutorial(client, unitId, change.tutorialId, change.date, now);
    case "cancel-day":
      return cancelDay(client, unitId, change.tutorialId, change.date);
    case "reinstate-day":
      return reinstateDay(client, unitId, change.tutorialId, change.date);
    case "add-stream":
      return addStream(client, unitId, change.name.trim(), change.cutsSessions);
    case "set-stream":
      return setStream(client, unitId, change.streamId, change.cutsSessions);
    case "set-unit":
      return setUnit(client, unitId, change.dates, now);
    case "add-break":
      return addBreak(client, unitId, change);
    case "remove-break":
      return removeBreak(client, unitId, change.breakId);
  }
}

async function addStream(client: Client, unitId: UnitId, name: string, cutsSessions: boolean): Promise<void> {
  if (name === "") throw new DomainError("invalid", "name is invalid: a stream needs a name", "name");
  const added = await client.query(
    "INSERT INTO tutorial_streams (unit_id, name, cuts_sessions) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id",
    [unitId, name, cutsSessions],
  );
  if (added.rows.length === 0) throw new DomainError("conflict", `There is a stream ${name} in this unit already.`, "name");
}

async function setStream(client: Client, unitId: UnitId, streamId: StreamId, cutsSessions: boolean): Promise<void> {
  const set = await client.query("UPDATE tutorial_streams SET cuts_sessions = $3 WHERE id = $2 AND unit_id = $1 RETURNING id", [
    unitId,
    streamId,
    cutsSessions,
  ]);
  if (set.rows.length === 0) throw new DomainError("not_found", "Unable to find requested Stream", "stream_id");
}

async function setUnit(client: Client, unitId: UnitId, dates: UnitDates, now: Instant): Promise<void> {
  const { startDate = null, endDate = null, timezone = null } = dates;
  const { rows } = await client.query<{ in_order: boolean }>(
    "SELECT coalesce($3::date, end_date) >= coalesce($2::date, start_date) AS in_order FROM units WHERE id = $1",
    [unitId, startDate, endDate],
  );
  if (rows[0]?.in_order !== true) {
    throw new DomainError("invalid", "end_date is invalid: the unit would end before it begins", "end_date");
  }
  await client.query(
    `UPDATE units SET start_date = coalesce($2, start_date), end_date = coalesce($3, end_date),
       timezone = coalesce($4, timezone), updated_at = $5 WHERE id = $1`,
    [unitId, startDate, endDate, timezone, dateOf(now)],
  );
}
