import type { UserId } from "@tutor-times/core/ids";
import { spreadOf, type Spread } from "@tutor-times/core/spread";
import type { Reader } from "../database";
import type { SettledSums, UnitDays } from "../settled/settled-figures";
import { sumBy, type Figures } from "./figures";
import { measureGaps } from "./figures-per-day";
import { joinLengths, measureLengths, spreadsOf } from "./lengths";

/** The figures of a unit, added up. */
export interface UnitFigures {
  readonly perTutor: ReadonlyMap<UserId, Figures>;
  /** By the day's number, from 0. Days without any are left out. */
  readonly perDay: ReadonlyMap<number, Figures>;
}

/** The figures of a unit per person and per day, as far as the scope reaches: what is settled, and what that leaves of the range. */
export async function unitFigures(db: Reader, asked: UnitDays, settled: SettledSums): Promise<UnitFigures> {
  const measured = await measureGaps(db, asked, settled.cover);
  return {
    perTutor: sumBy(measured, ({ userId }) => userId, settled.perTutor),
    perDay: sumBy(measured, ({ day }) => day, settled.perDay),
  };
}

export interface UnitMedians {
  readonly overall: Spread | null;
  readonly perTutor: ReadonlyMap<UserId, Spread>;
}

/** How long an assessment takes in a unit, from observed attention: overall, and each of those who have enough of them. */
export async function unitMedians(
  db: Reader,
  { scope, unitId, dayStarts }: UnitDays,
  settled: SettledSums,
): Promise<UnitMedians> {
  const [start, end] = [dayStarts[0], dayStarts.at(-1)];
  if (start === undefined || end === undefined) return { overall: null, perTutor: new Map() };
  const asked = { unitIds: [unitId], range: { start, end }, cover: settled.cover, by: "user_id" } as const;
  const lengths = joinLengths(settled.lengths, await measureLengths(db, scope, asked));
  return { overall: spreadOf([...lengths.values()].flat()), perTutor: spreadsOf(lengths) };
}
