import type { Activity, DeadStretch, Rules, SessionRow, Stretch } from "./evidence";
import { addMs, later, MINUTE_MS, type Instant } from "./instant";
import type { Policy } from "./policy";

// The specification: the rules over all evidence of one key at once, written to be read. The tracker runs `advance`,
// which the property tests hold against this. The two share types and the tutorial windows, nothing else.

/** All evidence of one key (user, unit, address) that no deletion has taken. */
export interface KeyEvidence<A extends Activity = Activity> {
  readonly activities: readonly A[];
  readonly stretches: readonly Stretch[];
  readonly dead: readonly DeadStretch[];
}

export interface DerivedSession<A extends Activity = Activity> {
  readonly row: SessionRow;
  /** The activities that belong to it, in the order of their instants. */
  readonly activities: readonly A[];
}

interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** The marking sessions that the rules make of a key's evidence, in the order of their starts. */
export function deriveSessions<A extends Activity>(evidence: KeyEvidence<A>, rules: Rules): DerivedSession<A>[] {
  const activities = evidence.activities.filter((activity) => !evidence.dead.some((dead) => liesIn(activity.at, dead)));
  const attention = evidence.stretches.flatMap((stretch) => livingParts(stretch, evidence.dead));
  const evidenced = [...activities.map(({ at }) => ({ start: at, end: at })), ...attention];
  return sittings(evidenced, evidence.dead, rules).flatMap((sitting) => {
    const pieces = cutAtTutorials(sitting, rules);
    return pieces.map((piece, index) => {
      const isLast = index === pieces.length - 1;
      const own = activities.filter(({ at }) => piece.start <= at && (at < piece.end || (isLast && at === piece.end)));
      own.sort((a, b) => a.at - b.at);
      return {
        row: sessionRow(piece, { index, of: pieces.length, sitting }, own, attention, evidence.dead, rules),
        activities: own,
      };
    });
  });
}

/** Rule 13: whether an instant lies in a dead stretch `[start, end)`, or is the single dead instant. */
function liesIn(at: Instant, dead: DeadStretch): boolean {
  return dead.start === dead.end ? at === dead.start : dead.start <= at && at < dead.end;
}

/** Rule 13: what of a span lies outside the dead stretches; a dead instant within it parts it in two. */
function livingParts(span: Span, dead: readonly DeadStretch[]): Span[] {
  let parts: Span[] = [{ start: span.start, end: span.end }];
  for (const gap of dead) {
    parts = parts.flatMap((part) =>
      gap.end < part.start || gap.start > part.end
        ? [part]
        : [
            { start: part.start, end: gap.start },
            { start: gap.end, end: part.end },
          ].filter(({ start, end }) => start < end),
    );
  }
  return parts;
}

/** Rules 2, 12 and 13: the maximal runs in which each item starts less than the threshold after the latest end so far. */
function sittings(items: readonly Span[], dead: readonly DeadStretch[], rules: Rules): Span[] {
  const found: Span[] = [];
  for (const item of items.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const sitting = found.at(-1);
    const joins =
      sitting !== undefined &&
      (item.start < sitting.end ||
        (item.start - sitting.end < smallestThreshold(rules, sitting.end, item.start) * MINUTE_MS &&
          !dead.some((gap) => sitting.end <= gap.start && gap.end <= item.start)));
    if (joins) found[found.length - 1] = { start: sitting.start, end: later(sitting.end, item.end) };
    else found.push(item);
  }
  return found;
}

/** Rule 12: the policies in force at any time in `[from, to]`, both ends included. The first holds for all time before it, too. */
function inForce({ policies }: Rules, from: Instant, to: Instant): Policy[] {
  const after = (place: number): number => policies[place + 1]?.effectiveAt ?? Infinity;
  return policies.filter((policy, place) => (place === 0 || policy.effectiveAt <= to) && after(place) > from);
}

/** Rule 12, in minutes. */
function smallestThreshold(rules: Rules, from: Instant, to: Instant): number {
  return Math.min(...inForce(rules, from, to).map(({ thresholdMinutes }) => thresholdMinutes));
}

/** Rule 4: a sitting cut at every window boundary strictly inside it at which the policy cuts. */
function cutAtTutorials(sitting: Span, rules: Rules): Span[] {
  const boundaries = rules.windows
    .filter((window) => window.cuts)
    .flatMap((window) => [window.start, window.end])
    .filter((at) => sitting.start < at && at < sitting.end && inForce(rules, at, at).every((policy) => policy.splitAtTutorials));
  const marks = [sitting.start, ...new Set(boundaries.toSorted((a, b) => a - b)), sitting.end];
  return marks.slice(1).map((end, index) => ({ start: marks[index] ?? sitting.start, end }));
}

/** Rules 5, 7, 8, 9 and the start of what counts as marking (§3) for one piece of a sitting. */
function sessionRow(
  piece: Span,
  place: { readonly index: number; readonly of: number; readonly sitting: Span },
  activities: readonly Activity[],
  attention: readonly Span[],
  dead: readonly DeadStretch[],
  rules: Rules,
): SessionRow {
  const [policy] = inForce(rules, place.sitting.start, place.sitting.start);
  const floorMinutes = policy?.floorMinutes ?? 0;
  const wholeMinutes = Math.floor((piece.end - piece.start) / MINUTE_MS);
  const did = (action: Activity["action"]) => activities.filter((activity) => activity.action === action);
  return {
    start: piece.start,
    end: piece.end,
    durationMinutes: place.of === 1 ? Math.max(wholeMinutes, floorMinutes) : wholeMinutes,
    duringTutorial: rules.windows.some((window) => window.start <= piece.start && piece.start < window.end),
    continues: place.index > 0,
    countedFrom: place.index > 0 ? piece.start : reachBack(place.sitting, floorMinutes, dead),
    activeMs: unionMs(attention, piece),
    activities: activities.length,
    assessments: did("assessing").filter(({ statusChanged }) => statusChanged).length,
    commentsAdded: did("add-comment").length,
    submissionsOpened: did("get-submission-details").length,
  };
}

/** §3: marking counts a sitting at least the floor of its start long, back from its end, but not into a dead stretch. */
function reachBack(sitting: Span, floorMinutes: number, dead: readonly DeadStretch[]): Instant {
  const barriers = dead.filter((gap) => gap.end <= sitting.start).map((gap) => gap.end);
  return Math.min(sitting.start, Math.max(addMs(sitting.end, -floorMinutes * MINUTE_MS), ...barriers)) as Instant;
}

/** The length in milliseconds of the union of `spans` within `within`. */
function unionMs(spans: readonly Span[], within: Span): number {
  let total = 0;
  let reached: number = within.start;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(start, reached);
    const to = Math.min(end, within.end);
    if (to > from) {
      total += to - from;
      reached = to;
    }
  }
  return total;
}
