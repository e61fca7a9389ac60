import { DomainError } from "@tutor-times/core/errors";
import type { Instant } from "@tutor-times/core/instant";
import type { Database } from "../database";
import { tellChanges } from "../live/changes";
import type { Arrival } from "../tracker/evidence-key";
import { foresee } from "../tracker/foreseen";
import { takeLanes } from "../tracker/lanes";
import { track } from "../tracker/track";
import { inWritingTransaction, type Client } from "../transaction";
import type { Act, Answer, TaskTarget } from "./act";
import { decide, type ActWorld } from "./decide";
import { openConversations, type OpenedConversation } from "./conversations";
import { expectedEvidence, rememberUnits } from "./expected-evidence";
import { answerWrites, keyOf, loadAnswers, type GivenAnswers, type KeyedAct } from "./idempotency";
import { loadTasks, loadUnitIds, makeTasks, targetText, taskWrites, type SavedTask } from "./targets";

/** What became of one act of a batch. */
export type Outcome = { readonly answer: Answer } | { readonly refusal: DomainError };

/** An outcome whose answer is what is said in the conversation, where there is one. */
type Expected = Outcome & { readonly conversation?: OpenedConversation | undefined };

interface Decided {
  readonly outcomes: readonly Expected[];
  readonly arrivals: readonly Arrival[];
  readonly tasks: readonly SavedTask[];
  readonly kept: readonly (KeyedAct & { answer: Answer })[];
  readonly unmade: readonly TaskTarget[];
}

/**
 * Carries out a batch of acts in one transaction: all that is accepted, or nothing. A refused act leaves nothing and does
 * not disturb the others. With `tracking` off the acts are carried out and leave no evidence.
 */
export async function runBatch(db: Database, acts: readonly Act[], tracking: boolean): Promise<Outcome[]> {
  const { outcomes, arrivals } = await inWritingTransaction(db.pipelined, async (client) => {
    const now = latest(acts);
    const targets = acts.flatMap(targetsOf);
    const keys = acts.map(keyOf).filter((key) => key !== null);
    const expected = tracking ? expectedEvidence(db, acts) : [];
    const [, given, unitIds, tasks, foreseen] = await Promise.all([
      takeLanes(
        client,
        acts.map(({ caller }) => caller.scope.userId),
        expected.map(({ unitId }) => unitId),
      ),
      loadAnswers(client, keys),
      loadUnitIds(client, acts.flatMap(unitIdsOf)),
      loadTasks(
        client,
        targets,
        acts.some(({ kind }) => kind === "assess"),
      ),
      foresee(client, expected),
    ]);
    rememberUnits(db, tasks.values());
    const worldOf = (known: typeof tasks): ActWorld => ({
      findTask: (target) => known.get(targetText(target)),
      hasUnit: (unitId) => unitIds.has(unitId),
    });
    let decided = decideAll(acts, worldOf(tasks), given);
    if (decided.unmade.length > 0) decided = decideAll(acts, worldOf(await withMade(client, decided.unmade, targets)), given);
    const [outcomes, evidence] = await Promise.all([
      withConversations(client, decided.outcomes),
      tracking ? track(client, decided.arrivals, now, foreseen) : [],
    ]);
    const writes = [...taskWrites(decided.tasks, now), ...answerWrites(decided.kept, now), ...evidence];
    return { result: { ...decided, outcomes }, writes };
  });
  if (tracking) tellChanges(db, arrivals);
  return outcomes;
}

async function withConversations(client: Client, expected: readonly Expected[]): Promise<Outcome[]> {
  const opened = await openConversations(
    client,
    expected.flatMap(({ conversation }) => conversation ?? []),
  );
  return expected.map((outcome) => {
    const comments = outcome.conversation && opened.get(outcome.conversation);
    return comments === undefined ? outcome : { answer: comments };
  });
}

async function withMade(
  client: Client,
  unmade: readonly TaskTarget[],
  targets: readonly TaskTarget[],
): ReturnType<typeof loadTasks> {
  const [, tasks] = await Promise.all([makeTasks(client, unmade), loadTasks(client, targets, true)]);
  return tasks;
}

/** Decides the acts one after the other, each against what those before it made of the tasks. */
function decideAll(acts: readonly Act[], world: ActWorld, given: GivenAnswers): Decided {
  const changed = new Map<string, SavedTask>();
  const current: ActWorld = { ...world, findTask: (target) => changed.get(targetText(target)) ?? world.findTask(target) };
  const answered = given.copy();
  const arrivals: Arrival[] = [];
  const kept: (KeyedAct & { answer: Answer })[] = [];
  const unmade: TaskTarget[] = [];
  const outcomes = acts.map((act): Expected => {
    try {
      const key = keyOf(act);
      const before = key && answered.find(key);
      if (before) return { answer: before };
      const decision = decide(act, current);
      if ("unmade" in decision) {
        unmade.push(...decision.unmade);
        return { refusal: new DomainError("unavailable", "The task was not made.") };
      }
      arrivals.push(...decision.arrivals);
      if (decision.task !== null) changed.set(targetText(decision.task), decision.task);
      if (key !== null) {
        kept.push({ ...key, answer: decision.answer });
        answered.remember(key, decision.answer);
      }
      return { answer: decision.answer, conversation: decision.conversation };
    } catch (error) {
      if (error instanceof DomainError) return { refusal: error };
      throw error;
    }
  });
  return { outcomes, arrivals, tasks: [...changed.values()], kept, unmade };
}

function targetsOf(act: Act): TaskTarget[] {
  if (act.kind !== "beats") return [act.target];
  return act.beats.flatMap(({ target }) => ("unitId" in target ? [] : [target]));
}

function unitIdsOf(act: Act) {
  if (act.kind !== "beats") return [];
  return act.beats.flatMap(({ target }) => ("unitId" in target ? [target.unitId] : []));
}

function latest(acts: readonly Act[]): Instant {
  return acts.map(({ caller }) => caller.now).reduce((most, now) => (now > most ? now : most));
}
