import { countsOf } from "./actions";
import type { Activity, DeadStretch, Rules, SessionRow, Stretch } from "./evidence";
import type { SessionId } from "./ids";
import { addMs, later, MINUTE_MS, type Instant } from "./instant";
import { lengthWithin, subtract, union, type Interval } from "./intervals";
import { mergeStretches, type StoredStretch, type StretchChange } from "./merge-stretches";
import { LONGEST_FLOOR_MS, LONGEST_THRESHOLD_MS, policyAt, smallestThresholdMs } from "./policy";

/** How far around arriving evidence its key's sessions and dead stretches must be known, in milliseconds (see `advance`). */
export const NEIGHBOURHOOD_MS = LONGEST_THRESHOLD_MS + LONGEST_FLOOR_MS;

/** A session as the database holds it. */
export interface StoredSession extends SessionRow {
  readonly id: SessionId;
}

/** The counts of some of a session's activities. */
export interface Counts {
  readonly activities: number;
  readonly assessments: number;
  readonly commentsAdded: number;
  readonly submissionsOpened: number;
}

/** What is stored of one key around the evidence that arrives. */
export interface Nearby {
  /** Every session that is not deleted and overlaps `[first − NEIGHBOURHOOD_MS, last + NEIGHBOURHOOD_MS)`. */
  readonly sessions: readonly StoredSession[];
  /** Every stretch not taken by a deletion that overlaps or touches arriving attention. */
  readonly stretches: readonly StoredStretch[];
  /** The stretches of the deleted sessions that overlap or touch that same range. */
  readonly dead: readonly DeadStretch[];
  /** The activities at the very end of those sessions that `sessionsWithEdge` names. */
  readonly edges: ReadonlyMap<SessionId, Counts>;
}

/** One session that must be written. */
export interface SessionChange<A extends Activity> {
  readonly row: SessionRow;
  /** The stored session that becomes this row; null: a new one. */
  readonly id: SessionId | null;
  /** Stored sessions that end in this one: their activities move here and their rows go. */
  readonly absorbed: readonly SessionId[];
  /** A stored session whose activities at its very (old) end now belong here. */
  readonly edgeOf: { readonly id: SessionId; readonly at: Instant } | null;
  /** Arriving activities that belong here. */
  readonly activities: readonly A[];
}

/** What the rows of one key must become. Activities that lie in a dead stretch appear nowhere: they leave no trace. */
export interface Advance<A extends Activity> {
  readonly sessions: readonly SessionChange<A>[];
  readonly stretches: StretchChange;
}

/** The stored sessions whose very end lies on a boundary that cuts: an activity there may have to move (rule 6). */
export function sessionsWithEdge(sessions: readonly StoredSession[], rules: Rules): SessionId[] {
  const cuts = new Set<number>(rules.windows.filter((window) => window.cuts).flatMap((window) => [window.start, window.end]));
  return sessions.filter((session) => cuts.has(session.end)).map((session) => session.id);
}

/**
 * The increment: what arriving evidence makes of the stored rows of its key, without reading the evidence they are made
 * of. It gives the rows that `deriveSessions` gives over all evidence, old and new.
 *
 * Stored sittings are taken as solid: none ever shrinks or splits by more evidence. Why NEIGHBOURHOOD_MS is enough: what
 * merges lies within the longest threshold, and a sitting that reaches further than the longest floor beyond that is
 * longer than any floor, so that its pieces outside stay as they are. `rules.windows` need only be those that overlap or
 * touch that range: a row that begins before it keeps its `duringTutorial`, since windows that have begun never change.
 */
export function advance<A extends Activity>(
  nearby: Nearby,
  arriving: { readonly activities: readonly A[]; readonly stretches: readonly Stretch[] },
  rules: Rules,
): Advance<A> {
  const activities = arriving.activities.filter(({ at }) => !nearby.dead.some((gap) => isDead(at, gap)));
  const stretches = arriving.stretches.flatMap((stretch) => parts(stretch, nearby.dead));
  const fresh = subtract(union(stretches), union(nearby.stretches));
  const groups = joinSittings<A>(
    nearby.sessions.map((row) => ofRow<A>(row)),
    [...activities.map((activity) => atInstant(activity)), ...stretches.map((stretch) => overStretch<A>(stretch))],
    nearby.dead,
    rules,
  );
  return {
    sessions: groups.filter((group) => group.grew).flatMap((group) => changesOf(group, fresh, nearby, rules)),
    stretches: mergeStretches(nearby.stretches, stretches, nearby.dead),
  };
}

interface Group<A extends Activity> extends Interval {
  readonly rows: readonly StoredSession[];
  readonly activities: readonly A[];
  readonly grew: boolean;
}

function isDead(at: Instant, gap: DeadStretch): boolean {
  return at === gap.start || (gap.start < at && at < gap.end);
}

function parts(stretch: Stretch, dead: readonly DeadStretch[]): Stretch[] {
  let living: Stretch[] = [stretch];
  for (const gap of dead) {
    living = living.flatMap((part) => {
      if (gap.end <= part.start || gap.start >= part.end) return [part];
      const before = gap.start > part.start ? [{ ...part, end: gap.start }] : [];
      const after = gap.end < part.end ? [{ ...part, start: gap.end }] : [];
      return [...before, ...after];
    });
  }
  return living;
}

function atInstant<A extends Activity>(activity: A): Group<A> {
  return { start: activity.at, end: activity.at, rows: [], activities: [activity], grew: true };
}

function overStretch<A extends Activity>(stretch: Stretch): Group<A> {
  return { start: stretch.start, end: stretch.end, rows: [], activities: [], grew: true };
}

/** A stored row by itself: the pieces of a cut sitting meet, so that they join again like everything that meets. */
function ofRow<A extends Activity>(row: StoredSession): Group<A> {
  return { start: row.start, end: row.end, rows: [row], activities: [], grew: false };
}

function joinSittings<A extends Activity>(
  stored: readonly Group<A>[],
  arriving: readonly Group<A>[],
  dead: readonly DeadStretch[],
  rules: Rules,
): Group<A>[] {
  const joined: Group<A>[] = [];
  for (const next of [...stored, ...arriving].toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last === undefined || !joins(last.end, next.start, dead, rules)) joined.push(next);
    else
      joined[joined.length - 1] = {
        start: last.start,
        end: later(last.end, next.end),
        rows: [...last.rows, ...next.rows],
        activities: [...last.activities, ...next.activities],
        grew: last.grew || next.grew,
      };
  }
  return joined;
}

function joins(end: Instant, start: Instant, dead: readonly DeadStretch[], rules: Rules): boolean {
  if (start < end) return true;
  if (start - end >= smallestThresholdMs(rules.policies, end, start)) return false;
  return !dead.some((gap) => gap.start >= end && gap.end <= start);
}

function changesOf<A extends Activity>(
  group: Group<A>,
  fresh: readonly Interval[],
  nearby: Nearby,
  rules: Rules,
): SessionChange<A>[] {
  const marks = [group.start, ...cutsWithin(group, rules), group.end];
  const pieces = marks.slice(1).map((end, index) => ({ start: marks[index] ?? group.start, end }));
  const continues = group.rows.at(0)?.continues === true && group.rows.at(0)?.start === group.start;
  const floorMs = policyAt(rules.policies, group.start).floorMinutes * MINUTE_MS;
  const isWhole = pieces.length === 1 && !continues;

  return pieces.flatMap((piece, index): SessionChange<A>[] => {
    const isLast = index === pieces.length - 1;
    const holds = (at: Instant): boolean => piece.start <= at && (at < piece.end || (isLast && at === piece.end));
    const members = group.rows.filter((row) => holds(row.start));
    const activities = group.activities.filter(({ at }) => holds(at));
    const leaving = members.filter((row) => !holds(row.end)).map((row) => nearby.edges.get(row.id));
    const edge = group.rows.find((row) => !members.includes(row) && holds(row.end) && nearby.edges.get(row.id)?.activities);
    const counts = addCounts(
      addCounts(sumCounts(members), sumCounts(leaving), -1),
      addCounts(sumCounts([edge && nearby.edges.get(edge.id)]), sumCounts(activities.map(countsOfOne)), 1),
      1,
    );
    const wholeMinutes = Math.floor((piece.end - piece.start) / MINUTE_MS);
    const [kept, ...absorbed] = members;
    const row: SessionRow = {
      start: piece.start,
      end: piece.end,
      durationMinutes: isWhole ? Math.max(wholeMinutes, floorMs / MINUTE_MS) : wholeMinutes,
      duringTutorial:
        kept?.start === piece.start
          ? kept.duringTutorial
          : rules.windows.some((window) => piece.start >= window.start && piece.start < window.end),
      continues: index > 0 || continues,
      countedFrom: index > 0 || continues ? piece.start : countedFrom(group, floorMs, nearby.dead),
      activeMs: members.reduce((total, member) => total + member.activeMs, lengthWithin(fresh, piece)),
      ...counts,
    };
    if (kept !== undefined && absorbed.length === 0 && activities.length === 0 && sameRow(kept, row)) return [];
    return [
      {
        row,
        id: kept?.id ?? null,
        absorbed: absorbed.map((member) => member.id),
        edgeOf: edge === undefined ? null : { id: edge.id, at: edge.end },
        activities,
      },
    ];
  });
}

/** The boundaries strictly within a sitting at which its unit cuts, in order. */
function cutsWithin(sitting: Interval, rules: Rules): Instant[] {
  const cuts = new Set<Instant>();
  for (const window of rules.windows) {
    if (!window.cuts) continue;
    for (const at of [window.start, window.end]) {
      if (at > sitting.start && at < sitting.end && policyAt(rules.policies, at).splitAtTutorials) cuts.add(at);
    }
  }
  return [...cuts].toSorted((a, b) => a - b);
}

/** Where marking begins for a sitting: at its start, or a floor before its end, but behind the last dead stretch before it. */
function countedFrom(sitting: Interval, floorMs: number, dead: readonly DeadStretch[]): Instant {
  let from = addMs(sitting.end, -floorMs);
  for (const gap of dead) if (gap.end <= sitting.start) from = later(from, gap.end);
  return from < sitting.start ? from : sitting.start;
}

function countsOfOne(activity: Activity): Counts {
  return { activities: 1, ...countsOf(activity) };
}

function sumCounts(all: readonly (Counts | undefined)[]): Counts {
  return all.reduce<Counts>((sum, one) => addCounts(sum, one ?? NONE, 1), NONE);
}

const NONE: Counts = { activities: 0, assessments: 0, commentsAdded: 0, submissionsOpened: 0 };

function addCounts(a: Counts, b: Counts, sign: 1 | -1): Counts {
  return {
    activities: a.activities + sign * b.activities,
    assessments: a.assessments + sign * b.assessments,
    commentsAdded: a.commentsAdded + sign * b.commentsAdded,
    submissionsOpened: a.submissionsOpened + sign * b.submissionsOpened,
  };
}

function sameRow(a: SessionRow, b: SessionRow): boolean {
  return (Object.keys(b) as (keyof SessionRow)[]).every((field) => a[field] === b[field]);
}
