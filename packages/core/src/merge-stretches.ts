import type { DeadStretch, Stretch } from "./evidence";
import { earlier, later } from "./instant";

/** A stretch as the database holds it. */
export interface StoredStretch extends Stretch {
  readonly id: number;
}

/** What arriving attention does to the stored stretches of a key: some rows go, their unions come. */
export interface StretchChange {
  readonly removed: readonly StoredStretch[];
  readonly added: readonly Stretch[];
}

interface Merging extends Stretch {
  readonly from: readonly StoredStretch[];
  readonly grown: boolean;
}

/**
 * Merges arriving stretches (already freed of what lies in dead stretches) into the stored ones of their key that touch
 * them: per task and kind one row for what overlaps or touches. Two that only touch at a dead instant stay two.
 */
export function mergeStretches(
  stored: readonly StoredStretch[],
  arriving: readonly Stretch[],
  dead: readonly DeadStretch[],
): StretchChange {
  const change: { removed: StoredStretch[]; added: Stretch[] } = { removed: [], added: [] };
  const deadInstants = new Set<number>(dead.filter((gap) => gap.start === gap.end).map((gap) => gap.start));
  const lanes = new Map<string, Merging[]>();
  const lane = (stretch: Stretch): Merging[] => {
    const key = `${stretch.taskId ?? ""}/${stretch.kind}`;
    const found = lanes.get(key) ?? [];
    lanes.set(key, found);
    return found;
  };
  for (const stretch of arriving) lane(stretch).push({ ...stretch, from: [], grown: true });
  for (const stretch of stored) lane(stretch).push({ ...stretch, from: [stretch], grown: false });

  for (const stretches of lanes.values()) {
    for (const merged of mergeLane(stretches, deadInstants)) {
      const [only] = merged.from;
      const unchanged = merged.from.length === 1 && only?.start === merged.start && only.end === merged.end;
      if (!merged.grown || unchanged) continue;
      change.removed.push(...merged.from);
      change.added.push({ start: merged.start, end: merged.end, taskId: merged.taskId, kind: merged.kind });
    }
  }
  return change;
}

function mergeLane(stretches: readonly Merging[], deadInstants: ReadonlySet<number>): Merging[] {
  const merged: Merging[] = [];
  for (const next of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    const joins = last !== undefined && (next.start < last.end || (next.start === last.end && !deadInstants.has(next.start)));
    if (!joins) merged.push(next);
    else
      merged[merged.length - 1] = {
        ...last,
        start: earlier(last.start, next.start),
        end: later(last.end, next.end),
        from: [...last.from, ...next.from],
        grown: last.grown || next.grown,
      };
  }
  return merged;
}
