import { deriveSessions, type DerivedSession, type KeyEvidence as Evidence } from "@tutor-times/core/derive-sessions";
import type { Activity, Rules, Stretch } from "@tutor-times/core/evidence";
import { mergeStretches } from "@tutor-times/core/merge-stretches";
import { LONGEST_THRESHOLD_MS } from "@tutor-times/core/policy";

/** Attention as the product keeps it: per task and kind, merged where it touches. */
export function mergeAttention(stretches: readonly Stretch[]): readonly Stretch[] {
  return mergeStretches([], stretches, []).added.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * The sessions that the rules make of a key's evidence. No sitting reaches over a gap of the longest threshold that a
 * unit can have, so what lies between two such gaps is derived by itself: the same rows, in a fraction of the time.
 */
export function deriveInParts(
  activities: readonly Activity[],
  stretches: readonly Stretch[],
  rules: Rules,
): DerivedSession<Activity>[] {
  return partsOf(activities, stretches).flatMap((part) => deriveSessions(part, rules));
}

function partsOf(activities: readonly Activity[], stretches: readonly Stretch[]): Evidence[] {
  const parts: { activities: Activity[]; stretches: Stretch[]; dead: [] }[] = [];
  let reached = Number.NEGATIVE_INFINITY;
  const items = [
    ...activities.map((activity) => ({ start: activity.at, end: activity.at, activity, stretch: null })),
    ...stretches.map((stretch) => ({ start: stretch.start, end: stretch.end, activity: null, stretch })),
  ];
  for (const { start, end, activity, stretch } of items.toSorted((a, b) => a.start - b.start)) {
    if (start - reached >= LONGEST_THRESHOLD_MS) parts.push({ activities: [], stretches: [], dead: [] });
    reached = Math.max(reached, end);
    if (activity !== null) parts.at(-1)?.activities.push(activity);
    else parts.at(-1)?.stretches.push(stretch);
  }
  return parts;
}
