import { advance, sessionsWithEdge, NEIGHBOURHOOD_MS, type Counts, type StoredSession } from "../advance";
import { countsOf } from "../actions";
import { deriveSessions } from "../derive-sessions";
import type { Activity, DeadStretch, Rules, Stretch } from "../evidence";
import type { SessionId } from "../ids";
import { earlier, later } from "../instant";
import { mergeStretches, type StoredStretch } from "../merge-stretches";

/** What a deletion took out of evidence. */
interface Grave {
  readonly gap: DeadStretch;
  readonly activities: KeyStore["activities"];
  readonly stretches: readonly Stretch[];
}

/** The rows of one key in memory, kept by the increment exactly as the database keeps them: what the property tests drive. */
export class KeyStore {
  sessions: StoredSession[] = [];
  stretches: StoredStretch[] = [];
  activities: (Activity & { sessionId: SessionId })[] = [];
  dead: DeadStretch[] = [];
  #graves: Grave[] = [];
  #nextId = 1;

  constructor(readonly rules: Rules) {}

  /** What the tracker does with a batch of one key. */
  arrive(activities: readonly Activity[], stretches: readonly Stretch[]): void {
    const instants = [
      ...activities.map(({ at }) => [at, at] as const),
      ...stretches.map(({ start, end }) => [start, end] as const),
    ];
    if (instants.length === 0) return;
    const lo = Math.min(...instants.map(([start]) => start)) - NEIGHBOURHOOD_MS;
    const hi = Math.max(...instants.map(([, end]) => end)) + NEIGHBOURHOOD_MS;
    const sessions = this.sessions.filter((row) => row.start < hi && Math.max(row.end, row.start + 1) > lo);
    const edges = new Map(sessionsWithEdge(sessions, this.rules).map((id) => [id, this.#edgeCounts(id)] as const));
    const changes = advance(
      {
        sessions,
        stretches: this.stretches.filter((stored) => stretches.some((one) => one.start <= stored.end && stored.start <= one.end)),
        dead: this.dead.filter((gap) => gap.start <= hi && gap.end >= lo),
        edges,
      },
      { activities, stretches },
      this.rules,
    );

    const placed = changes.sessions.map((change) => ({ change, id: change.id ?? (this.#nextId++ as SessionId) }));
    // Edges first: what lies at the very end of an absorbed session goes its own way.
    for (const { change, id } of placed)
      for (const activity of this.activities)
        if (activity.sessionId === change.edgeOf?.id && activity.at === change.edgeOf.at) activity.sessionId = id;
    for (const { change, id } of placed) {
      for (const activity of this.activities) if (change.absorbed.includes(activity.sessionId)) activity.sessionId = id;
      this.activities.push(...change.activities.map((activity) => ({ ...activity, sessionId: id })));
      this.sessions = this.sessions.filter((row) => row.id !== id && !change.absorbed.includes(row.id));
      this.sessions.push({ ...change.row, id });
    }
    const removed = new Set(changes.stretches.removed.map(({ id }) => id));
    this.stretches = this.stretches.filter(({ id }) => !removed.has(id));
    this.stretches.push(...changes.stretches.added.map((stretch) => ({ ...stretch, id: this.#nextId++ })));
  }

  /** Deletes the session that starts at `start`, the way the specification says it: evidence out, the rest derived again. */
  delete(index: number): void {
    const row = this.sessions.toSorted((a, b) => a.start - b.start)[index];
    if (row === undefined) return;
    const gap = { start: row.start, end: row.end };
    const stretches = this.stretches.flatMap((stretch) => {
      const part = { ...stretch, start: later(stretch.start, row.start), end: earlier(stretch.end, row.end) };
      return part.start < part.end ? [part] : [];
    });
    this.#graves.push({ gap, activities: this.activities.filter(({ sessionId }) => sessionId === row.id), stretches });
    this.dead.push(gap);
    this.activities = this.activities.filter(({ sessionId }) => sessionId !== row.id);
    this.stretches = this.stretches.flatMap((stretch) =>
      [
        { ...stretch, end: row.start < stretch.end ? row.start : stretch.end },
        { ...stretch, id: this.#nextId++, start: row.end > stretch.start ? row.end : stretch.start },
      ].filter(({ start, end }) => start < end),
    );
    this.#deriveAgain();
  }

  /** Undoes the deletion of that number, of those that were not undone: its evidence is back, the rest derived again. */
  restore(index: number): void {
    const [grave] = this.#graves.splice(index, 1);
    if (grave === undefined) return;
    this.dead = this.dead.filter((gap) => gap !== grave.gap);
    this.activities.push(...grave.activities);
    const near = this.stretches.filter(({ start, end }) => start <= grave.gap.end && end >= grave.gap.start);
    const merged = mergeStretches([], [...near, ...grave.stretches], this.dead).added;
    this.stretches = this.stretches.filter((stretch) => !near.includes(stretch));
    this.stretches.push(...merged.map((stretch) => ({ ...stretch, id: this.#nextId++ })));
    this.#deriveAgain();
  }

  #deriveAgain(): void {
    const derived = deriveSessions(this, this.rules);
    this.sessions = derived.map((session) => ({ ...session.row, id: this.#nextId++ as SessionId }));
    this.activities = derived.flatMap((session, position) =>
      session.activities.map((activity) => ({ ...activity, sessionId: this.sessions[position]?.id ?? (0 as SessionId) })),
    );
  }

  #edgeCounts(id: SessionId): Counts {
    const end = this.sessions.find((row) => row.id === id)?.end;
    const acts = this.activities.filter((activity) => activity.sessionId === id && activity.at === end).map(countsOf);
    return {
      activities: acts.length,
      assessments: acts.filter((act) => act.assessments).length,
      commentsAdded: acts.filter((act) => act.commentsAdded).length,
      submissionsOpened: acts.filter((act) => act.submissionsOpened).length,
    };
  }
}
