import { DomainError } from "@tutor-times/core/errors";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import { later, type Instant } from "@tutor-times/core/instant";
import { dayStarts } from "@tutor-times/core/local-days";
import { datesFrom, type LocalDate } from "@tutor-times/core/local-date";
import type { Scope } from "@tutor-times/core/viewer";
import type { Database } from "../database";
import { addFigures, NO_FIGURES, sumBy, type Figures } from "./figures";
import { figuresPerDay } from "./figures-per-day";

/** Whole local days `[start of from, start of the day after to)` in a zone. */
export interface DayRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly timezone: string;
  /** Leaves out what lies after it. */
  readonly until?: Instant | undefined;
}

export interface DatedFigures extends Figures {
  readonly date: LocalDate;
}

export interface TutorReport {
  readonly total: Figures;
  /** Every day of the range, those without any marking too. */
  readonly days: readonly DatedFigures[];
}

/**
 * The figures of one person over whole local days, over all units or those in `unitIds`, as far as `scope` reaches.
 * Throws DomainError `not_found` for a person whose time `scope` does not reach: neither oneself nor staff of a unit one convenes.
 */
export async function tutorReport(
  db: Database,
  scope: Scope,
  { userId, unitIds, ...range }: DayRange & { userId: UserId; unitIds?: readonly UnitId[] | undefined },
): Promise<TutorReport> {
  await requirePersonInView(db, scope, userId);
  const figures = await figuresPerDay(db, scope, { userId, unitIds }, boundariesOf(range));
  return reportOver(
    range,
    sumBy(figures, ({ day }) => day),
  );
}

/** The boundaries of the days of a range. The day in which `until` lies ends there, and those after it are left out. */
export function boundariesOf({ timezone, from, to, until }: DayRange): Instant[] {
  const starts = dayStarts(timezone, from, to);
  const [first, last] = [starts[0], starts.at(-1)];
  if (until === undefined || first === undefined || last === undefined || until >= last) return starts;
  return [first, ...starts.slice(1).filter((start) => start < until), later(first, until)];
}

/** The days of a range, of which `perDay` has the figures of those on which there are any, and their total. */
export function reportOver({ from, to }: DayRange, perDay: ReadonlyMap<number, Figures>): TutorReport {
  const days = datesFrom(from, to).map((date, index): DatedFigures => ({ ...(perDay.get(index) ?? NO_FIGURES), date }));
  return { days, total: [...perDay.values()].reduce(addFigures, NO_FIGURES) };
}

const IN_VIEW = `
  SELECT 1 FROM users u WHERE u.id = $1 AND (u.id = $2 OR $3::boolean
    OR EXISTS (SELECT FROM unit_roles r WHERE r.user_id = u.id AND r.unit_id = ANY($4::bigint[]))
    OR EXISTS (SELECT FROM marking_sessions s WHERE s.user_id = u.id AND s.unit_id = ANY($4::bigint[])))`;

async function requirePersonInView(db: Database, scope: Scope, userId: UserId): Promise<void> {
  const { rows } = await db.pool.query(IN_VIEW, [userId, scope.userId, scope.isAdmin, scope.convenes]);
  if (rows.length === 0) throw new DomainError("not_found", "Unable to find requested User", "user_id");
}
