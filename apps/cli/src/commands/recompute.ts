import { parseArgs } from "node:util";
import { instant, MINUTE_MS } from "@tutor-times/core/instant";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { startOfDay } from "@tutor-times/core/local-days";
import type { Database } from "@tutor-times/db/database";
import { recompute } from "@tutor-times/db/recompute";
import type { SessionDifference } from "@tutor-times/db/tracker/rederive-unit";
import { findUnitByCode } from "@tutor-times/db/units";
import { withDatabase } from "../database-access";
import { UsageError } from "../explain-error";

const text = { type: "string" } as const;

/** Derives a unit's sessions again from stored evidence; shows the difference, and makes it only with `--apply`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { from: text, apply: { type: "boolean" }, timetable: { type: "boolean" } },
  });
  const [code, ...rest] = positionals;
  const { from, apply = false, timetable = false } = values;
  if (code === undefined || rest.length > 0 || from === undefined)
    throw new UsageError("Name one unit by its code, and a date with --from.");
  await withDatabase((db) => recomputeUnit(db, code, from, { apply, timetable }));
}

async function recomputeUnit(
  db: Database,
  code: string,
  from: string,
  how: { apply: boolean; timetable: boolean },
): Promise<void> {
  const unit = await findUnitByCode(db, code);
  const since = startOfDay(parseLocalDate(from), unit.timezone);
  const found = await recompute(db, { unitId: unit.id, from: since, now: instant(Date.now()), actorId: null, ...how });
  for (const difference of found.differences) console.log(describe(difference));
  console.log(
    `${found.differences.length} of ${found.sessions} sessions ${how.apply ? "changed" : "would change; nothing was written (--apply does it)"}.`,
  );
}

function describe({ userId, sessionId, before, after }: SessionDifference): string {
  const shown = (row: SessionDifference["before"]): string =>
    row === null
      ? "nothing"
      : `${new Date(row.start).toISOString()} + ${((row.end - row.start) / MINUTE_MS).toFixed(1)} min, ${row.durationMinutes} credited`;
  return `user ${userId}, ${sessionId === null ? "a new session" : `session ${sessionId}`}: ${shown(before)} → ${shown(after)}`;
}
