import type { UnitId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { addDays, weekdayOf, WEEKDAYS, type LocalDate } from "@tutor-times/core/local-date";
import { localDateAt, startOfDay } from "@tutor-times/core/local-days";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { dateOf } from "../tracker/rows";
import type { Client } from "../transaction";
import { tryOut, type TriedOut } from "../try-out";
import { requireWholeUnit } from "../unit-rights";
import { findUnit } from "../units";
import { asIfInWeek } from "./as-if";
import { enterChange, type TimetableChange } from "./change";
import { insertWindows, planWindows, type PlannedWindow } from "./windows";

/** What a change would have done to last week, and which days that was, both included. */
export interface TimetablePreview extends TriedOut {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * What a change of a unit's timetable would have done to last week, from Monday to Sunday in the unit's zone, had it held
 * then; nothing is changed. What was taught differently from the timetable stays as it was taught. Convenors of the unit
 * and admins only. Throws DomainError as the change itself would.
 */
export async function previewTimetable(
  db: Database,
  scope: Scope,
  { unitId, change, now }: { unitId: UnitId; change: TimetableChange; now: Instant },
): Promise<TimetablePreview> {
  await requireWholeUnit(db, scope, unitId, "change the timetable");
  const { timezone } = await findUnit(db, scope, unitId);
  const today = localDateAt(now, timezone);
  const monday = addDays(today, -WEEKDAYS.indexOf(weekdayOf(today)) - 7);
  const [from, until] = [startOfDay(monday, timezone), startOfDay(addDays(monday, 7), timezone)];
  const found = await tryOut(db, { unitId, from, until, now }, async (client) => {
    const before = await planWindows(client, unitId);
    for (const one of asIfInWeek(change, monday, await beginOf(client, unitId, change)))
      await enterChange(client, unitId, one, now);
    const after = await planWindows(client, unitId);
    const inWeek = ({ start }: PlannedWindow) => start >= from && start < until;
    await deleteWindows(client, unitId, missing(before.filter(inWeek), after));
    await insertWindows(client, unitId, await notTaught(client, unitId, missing(after.filter(inWeek), before)));
  });
  return { ...found, from: monday, to: addDays(monday, 6) };
}

/** Its own first day, if the change is about a tutorial that has one. */
async function beginOf(client: Client, unitId: UnitId, change: TimetableChange): Promise<LocalDate | null> {
  if (!("tutorialId" in change)) return null;
  const { rows } = await client.query<{ start_date: LocalDate | null }>(
    "SELECT start_date FROM tutorials WHERE id = $2 AND unit_id = $1",
    [unitId, change.tutorialId],
  );
  return rows[0]?.start_date ?? null;
}

/** What of `windows` is not in `others`: whoever teaches at the same time in the same way teaches the same. */
function missing(windows: readonly PlannedWindow[], others: readonly PlannedWindow[]): PlannedWindow[] {
  const known = new Set(others.map(nameOf));
  return windows.filter((window) => !known.has(nameOf(window)));
}

function nameOf({ userId, start, end, cuts }: PlannedWindow): string {
  return `${userId} ${start} ${end} ${cuts}`;
}

async function deleteWindows(client: Client, unitId: UnitId, windows: readonly PlannedWindow[]): Promise<void> {
  await client.query(
    `DELETE FROM tutorial_windows w USING unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) AS d(user_id, start_time, end_time)
     WHERE w.unit_id = $1 AND w.user_id = d.user_id AND w.start_time = d.start_time AND w.end_time = d.end_time`,
    [
      unitId,
      windows.map(({ userId }) => userId),
      windows.map(({ start }) => dateOf(start)),
      windows.map(({ end }) => dateOf(end)),
    ],
  );
}

/** Without those in whose place something else was taught. */
async function notTaught(client: Client, unitId: UnitId, windows: readonly PlannedWindow[]): Promise<PlannedWindow[]> {
  const { rows } = await client.query<{ tutorial_id: number; start_time: Date }>(
    "SELECT tutorial_id, start_time FROM tutorial_windows WHERE unit_id = $1 AND start_time = ANY($2::timestamptz[])",
    [unitId, windows.map(({ start }) => dateOf(start))],
  );
  const taught = new Set(rows.map((row) => `${row.tutorial_id} ${row.start_time.getTime()}`));
  return windows.filter(({ tutorialId, start }) => !taught.has(`${tutorialId} ${start}`));
}
