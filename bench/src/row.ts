/** One line of the table: what was measured, beside its reference in the same run. */
export interface Row {
  readonly name: string;
  /** `/s`, `ms`, `MB`, `%` or a count of something. */
  readonly unit: string;
  /** One value for each repeat. */
  readonly values: readonly number[];
  /** The reference's name, its value in each repeat, and what the ratio of the two must be. */
  readonly reference?: { readonly name: string; readonly values: readonly number[] };
  readonly target?: Target;
  /** Whatever else belongs to it, such as p50 and p99. */
  readonly details?: Readonly<Record<string, readonly number[]>>;
}

/** A bound of the ratio where there is a reference, else of the value. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** Value by reference for each repeat; the values themselves where there is no reference. */
export function ratiosOf({ values, reference }: Row): number[] {
  return values.map((value, index) => (reference === undefined ? value : value / (reference.values[index] ?? Number.NaN)));
}

/** Whether the median keeps to the target, and of a count, which no machine's mood changes, every single repeat; null without a target. */
export function meetsTarget(row: Row): boolean | null {
  const { target, unit } = row;
  if (target === undefined) return null;
  return unit === "" ? missesOf(row) === 0 : keepsTo(target, median(ratiosOf(row)));
}

/** How many of the repeats miss the target. */
export function missesOf(row: Row): number {
  const { target } = row;
  return target === undefined ? 0 : ratiosOf(row).filter((ratio) => !keepsTo(target, ratio)).length;
}

function keepsTo(target: Target, ratio: number): boolean {
  return "atLeast" in target ? ratio >= target.atLeast : ratio <= target.atMost;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
