import type { Spread } from "./spread";

/** Tasks of one definition that await feedback, and how long one of them takes; null: too few were observed to tell. */
export interface AwaitingTasks {
  readonly awaiting: number;
  readonly spread: Spread | null;
}

/**
 * What awaits feedback as time, in milliseconds: each task at its definition's median, between the bounds of its middle
 * half. As a range of the sum this errs on the wide side, since not all tasks are short, or long, at once.
 */
export interface Workload {
  readonly awaiting: number;
  /** Of these tasks nothing can be said: they are in none of the sums. */
  readonly unknown: number;
  /** Null if nothing can be said of any. */
  readonly estimate: { readonly lowerMs: number; readonly medianMs: number; readonly upperMs: number } | null;
}

/** The time that the tasks of `definitions` will take. Nothing awaiting takes no time. */
export function workloadOf(definitions: readonly AwaitingTasks[]): Workload {
  const awaiting = sum(definitions, ({ awaiting: tasks }) => tasks);
  const told = definitions.flatMap(({ awaiting: tasks, spread }) => (spread === null ? [] : [{ tasks, spread }]));
  const unknown = awaiting - sum(told, ({ tasks }) => tasks);
  if (awaiting > 0 && unknown === awaiting) return { awaiting, unknown, estimate: null };
  return {
    awaiting,
    unknown,
    estimate: {
      lowerMs: sum(told, ({ tasks, spread }) => tasks * spread.lowerMs),
      medianMs: sum(told, ({ tasks, spread }) => tasks * spread.medianMs),
      upperMs: sum(told, ({ tasks, spread }) => tasks * spread.upperMs),
    },
  };
}

/** Whether a workload fits into the hours left: surely, perhaps, or not; null where there is too little to tell. */
export function outlook({ unknown, estimate }: Workload, leftMs: number | null): "fits" | "tight" | "exceeds" | null {
  if (estimate === null || leftMs === null) return null;
  if (estimate.lowerMs > Math.max(0, leftMs)) return "exceeds";
  // What cannot be told of might tip the balance, but never back.
  if (unknown > 0) return null;
  return estimate.upperMs <= leftMs || estimate.upperMs === 0 ? "fits" : "tight";
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
