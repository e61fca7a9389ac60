import type { LocalDate } from "@tutor-times/core/local-date";
import { formatCount } from "../format/change";
import { formatDuration } from "../format/duration";
import { arrangeColumns, type Column } from "./columns";
import { countTicks, durationTicks } from "./ticks";

/** Everything a bar chart needs to be drawn; shares are parts of the plot's height, from 0 to 1. */
export interface Bars {
  readonly unit: "day" | "week";
  readonly ticks: readonly { readonly share: number; readonly label: string }[];
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly name: string;
  readonly label: readonly string[];
  readonly time: Column<unknown>["time"];
  /** What the bar comes to, as text; null where it is a gap. */
  readonly value: string | null;
  /** From the bottom up; none where there is nothing or a gap. */
  readonly parts: readonly Part[];
}

/** A part of a bar, which stands on those before it: it reaches from `base` to `base + share`. */
export interface Part {
  readonly series: Series;
  readonly base: number;
  readonly share: number;
  readonly value: string;
}

export type Series = "outside" | "inTutorials" | "count";

export interface MarkingDay {
  readonly date: LocalDate;
  readonly markingMs: number;
  readonly inTutorialsMs: number;
}

/** Marking per day (or week), split into outside tutorials (below) and in tutorials (above it). */
export function prepareMarkingBars(days: readonly MarkingDay[], today: LocalDate): Bars {
  const parts = (group: readonly MarkingDay[]) => {
    const inTutorials = sum(group.map((day) => day.inTutorialsMs));
    return { outside: sum(group.map((day) => day.markingMs)) - inTutorials, inTutorials };
  };
  return prepareBars({ days, today, parts, ticksFor: durationTicks, format: formatDuration });
}

export interface CountDay {
  readonly date: LocalDate;
  readonly count: number;
}

/** A count per day (or week). */
export function prepareCountBars(days: readonly CountDay[], today: LocalDate): Bars {
  const parts = (group: readonly CountDay[]) => ({ count: sum(group.map((day) => day.count)) });
  return prepareBars({ days, today, parts, ticksFor: countTicks, format: formatCount });
}

function prepareBars<Day extends { readonly date: LocalDate }>(chart: {
  readonly days: readonly Day[];
  readonly today: LocalDate;
  readonly parts: (group: readonly Day[]) => Partial<Record<Series, number>>;
  readonly ticksFor: (max: number) => number[];
  readonly format: (amount: number) => string;
}): Bars {
  const { unit, columns } = arrangeColumns(chart.days, chart.today);
  const stacks = columns.map((column) => ({
    column,
    amounts: amountsOf(column.time === "future" ? {} : chart.parts(column.days)),
  }));
  const ticks = chart.ticksFor(Math.max(0, ...stacks.map(({ amounts }) => sum(amounts.map(([, amount]) => amount)))));
  const top = ticks.at(-1) ?? 1;
  return {
    unit,
    ticks: ticks.map((tick) => ({ share: tick / top, label: chart.format(tick) })),
    bars: stacks.map(({ column: { from, to, name, label, time }, amounts }) => ({
      from,
      to,
      name,
      label,
      time,
      value: time === "future" ? null : chart.format(sum(amounts.map(([, amount]) => amount))),
      parts: amounts.map(([series, amount], index) => ({
        series,
        base: sum(amounts.slice(0, index).map(([, lower]) => lower)) / top,
        share: amount / top,
        value: chart.format(amount),
      })),
    })),
  };
}

const STACKED: readonly Series[] = ["outside", "inTutorials", "count"];

function amountsOf(parts: Partial<Record<Series, number>>): (readonly [Series, number])[] {
  return STACKED.flatMap((series) => {
    const amount = parts[series] ?? 0;
    return amount > 0 ? [[series, amount] as const] : [];
  });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
