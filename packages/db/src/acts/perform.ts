import type { Database } from "../database";
import { DatabaseUnavailable } from "../database-unavailable";
import type { Act, Answers } from "./act";
import { runBatch, type Outcome } from "./run-batch";

/** The largest number of acts that share a transaction. */
const LARGEST_BATCH = 64;
/** How many batches of a process may be under way at once; more acts wait and make larger batches. */
const MOST_BATCHES = 2;

/** Told when an act was carried out but could not be recorded: for the log and a counter. */
export type TrackingFailureListener = (error: unknown) => void;

interface Waiting {
  readonly act: Act;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  underWay: number;
  onTrackingFailure: TrackingFailureListener;
}

const queues = new WeakMap<Database, Queue>();

function queueOf(db: Database): Queue {
  const queue = queues.get(db) ?? { waiting: [], underWay: 0, onTrackingFailure: () => {} };
  queues.set(db, queue);
  return queue;
}

/** Sets who is told of acts that succeeded without being recorded. */
export function onTrackingFailure(db: Database, listener: TrackingFailureListener): void {
  queueOf(db).onTrackingFailure = listener;
}

/** Tells that listener. */
export function reportTrackingFailure(db: Database, error: unknown): void {
  queueOf(db).onTrackingFailure(error);
}

/**
 * Carries out an act and resolves once it is committed. Concurrent acts of one process share a transaction (group
 * commit). Throws the DomainError of a refusal; then nothing was written. A tracker that fails does not fail the act: it
 * is carried out without leaving evidence, and the listener of `onTrackingFailure` is told. Beats and reading acts are
 * nothing but evidence, so for them such a failure is thrown. So is DatabaseUnavailable: then the act may have been saved.
 */
export function perform<Kind extends Act["kind"]>(db: Database, act: Act & { readonly kind: Kind }): Promise<Answers[Kind]> {
  const queue = queueOf(db);
  return new Promise<Outcome>((resolve, reject) => {
    queue.waiting.push({ act, resolve, reject });
    // Acts that arrive in the same turn of the event loop go together.
    setImmediate(() => drain(db, queue));
  }).then((outcome) => {
    if ("refusal" in outcome) throw outcome.refusal;
    return outcome.answer as Answers[Kind];
  });
}

function drain(db: Database, queue: Queue): void {
  while (queue.waiting.length > 0 && queue.underWay < MOST_BATCHES) {
    const batch = queue.waiting.splice(0, LARGEST_BATCH);
    queue.underWay += 1;
    void settle(db, queue, batch).finally(() => {
      queue.underWay -= 1;
      drain(db, queue);
    });
  }
}

/**
 * Runs a batch; if it fails as a whole, each of its acts alone, so that one cannot fail the others. Not so when the
 * database went away: that is nobody's fault, and what was lost during its commit may be saved already.
 */
async function settle(db: Database, queue: Queue, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await runBatch(
      db,
      batch.map(({ act }) => act),
      true,
    );
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) reject(new Error("A batch gave fewer outcomes than it has acts."));
      else resolve(outcome);
    }
  } catch (error) {
    const [only, ...others] = batch;
    if (error instanceof DatabaseUnavailable) for (const { reject } of batch) reject(error);
    else if (only !== undefined && others.length === 0) await settleAlone(db, queue, only, error);
    else for (const one of batch) await settle(db, queue, [one]);
  }
}

async function settleAlone(db: Database, queue: Queue, { act, resolve, reject }: Waiting, error: unknown): Promise<void> {
  if (act.kind === "beats" || act.kind === "reading") {
    reject(error);
    return;
  }
  try {
    const [outcome] = await runBatch(db, [act], false);
    if (outcome === undefined) throw error;
    resolve(outcome);
    queue.onTrackingFailure(error);
  } catch (again) {
    reject(again);
  }
}
