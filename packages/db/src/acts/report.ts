import { judgeReportedAct, type ActVerdict } from "@tutor-times/core/act-verdict";
import { DomainError } from "@tutor-times/core/errors";
import type { Instant } from "@tutor-times/core/instant";
import { applyReportedStatus } from "@tutor-times/core/reported-status";
import type { TaskStatus } from "@tutor-times/core/task-status";
import type { Database } from "../database";
import type { ServiceAccount } from "../service-accounts";
import { tellChanges } from "../live/changes";
import type { Arrival } from "../tracker/evidence-key";
import { takeLanes } from "../tracker/lanes";
import { track } from "../tracker/track";
import { inWritingTransaction, type Client, type Written } from "../transaction";
import type { ReportAnswer, TaskTarget } from "./act";
import { activityOf } from "./decide";
import { answerWrites, loadAnswers, type GivenAnswers, type KeyedAct } from "./idempotency";
import { checkAct, type CheckedAct, type ReportedAct, type ReportedUnit } from "./report-act";
import { createUnknown } from "./report-create";
import { findPeople, loadReportWorld, placeAct, type PlacedAct, type ReportWorld } from "./report-world";
import { isMade, loadTasks, makeTasks, targetText, taskWrites, type SavedTask } from "./targets";

/** The most acts that one report carries. */
export const MOST_REPORTED_ACTS = 500;

/** An act that was judged just now, not answered from an earlier call. */
interface JudgedAct {
  readonly act: CheckedAct;
  readonly place: PlacedAct | null;
  /** Null for somebody who does not exist. */
  readonly key: KeyedAct | null;
  readonly answer: ReportAnswer;
  /** When it counts, if it leaves evidence or a status. */
  readonly at: Instant | null;
}

/**
 * Takes acts of others from a service account, in any order, up to seven days old; an answer for each in turn (rule 3).
 * Roles are those at `now`, when they were received. All that is accepted is written in one transaction, or nothing; late
 * acts obey the rules of late beats. A verdict is kept under the act's key for its user, and given again to whoever
 * sends the same act again; only `unknown` leaves no key, and `conflict` is another act under a key that was used.
 * Throws DomainError `invalid` for a unit in `units` that ends before it begins; then nothing was written.
 */
export async function reportActs(
  db: Database,
  account: ServiceAccount,
  {
    acts,
    units = [],
    now,
  }: { readonly acts: readonly ReportedAct[]; readonly units?: readonly ReportedUnit[]; readonly now: Instant },
): Promise<ReportAnswer[]> {
  for (const { unit, startDate, endDate } of units) {
    if (startDate > endDate) {
      throw new DomainError("invalid", `units is invalid: unit "${unit}" begins on ${startDate} and ends on ${endDate}`, "units");
    }
  }
  const checked = acts.map(checkAct);
  const { answers, arrivals } = await inWritingTransaction(db.pipelined, async (client) => {
    await takeLanes(client, await findPeople(client, checked));
    let world = await loadReportWorld(client, checked, now);
    let given = await loadGiven(client, checked, world);
    if (account.createsUnknown) {
      const lacking = checked.filter((act) => isAcceptable(act, now) && isUnknown(act, world) && !isUsed(act, world, given));
      if (lacking.length > 0) {
        await createUnknown(client, account, { acts: lacking, world, described: units, now });
        await takeLanes(client, await findPeople(client, checked));
        world = await loadReportWorld(client, checked, now);
        given = await loadGiven(client, checked, world);
      }
    }
    const { answers, judged } = judgeAll(checked, { ...world, creates: account.createsUnknown }, given, now);
    const { result: arrivals, writes } = await enter(client, judged, now);
    return { result: { answers, arrivals }, writes };
  });
  tellChanges(db, arrivals);
  return answers;
}

/** `creates`: what is unknown would have been created, had the act been one to record. */
type JudgedWorld = ReportWorld & { readonly creates: boolean };

/** Whether an act could be recorded as far as it can be told without looking anything up. */
function isAcceptable(act: CheckedAct, now: Instant): boolean {
  return judgeReportedAct(act, now, "tracked").verdict === "recorded";
}

function isUnknown(act: CheckedAct, world: ReportWorld): boolean {
  const place = placeAct(act, world);
  if ("unknown" in place) return true;
  return "person" in place && act.staff && place.standing === "other" && !place.person.everStaff.includes(place.unitId);
}

/** Whether its key was used before, for the same act or another one. */
function isUsed(act: CheckedAct, world: ReportWorld, given: GivenAnswers): boolean {
  const key = keyed(act, world);
  return key !== null && given.has(key);
}

function loadGiven(client: Client, acts: readonly CheckedAct[], world: ReportWorld): Promise<GivenAnswers> {
  return loadAnswers(
    client,
    acts.flatMap((act) => keyed(act, world) ?? []),
  );
}

function keyed(act: CheckedAct, world: ReportWorld): KeyedAct | null {
  const person = world.people.get(act.username);
  return person === undefined ? null : { userId: person.id, key: act.idempotencyKey, requestHash: act.requestHash };
}

function judgeAll(acts: readonly CheckedAct[], world: JudgedWorld, given: GivenAnswers, now: Instant) {
  const judged: JudgedAct[] = [];
  const answered = given.copy();
  const answers = acts.map((act): ReportAnswer => {
    const key = keyed(act, world);
    try {
      const before = key && answered.find(key);
      // Under this fingerprint nothing but a report's answer is ever kept.
      if (before) return before as ReportAnswer;
    } catch (error) {
      if (error instanceof DomainError) return { verdict: "conflict", detail: error.message };
      throw error;
    }
    const one = { ...judge(act, world, now), key };
    judged.push(one);
    if (key !== null && one.answer.verdict !== "unknown") answered.remember(key, one.answer);
    return one.answer;
  });
  return { answers, judged };
}

function judge(act: CheckedAct, world: JudgedWorld, now: Instant): Omit<JudgedAct, "key"> {
  const place = placeAct(act, world);
  if ("unknown" in place && (!world.creates || isAcceptable(act, now))) {
    return { act, place: null, answer: { verdict: "unknown", detail: place.unknown }, at: null };
  }
  const flaw = "flaw" in place ? place.flaw : act.flaw;
  const standing = "person" in place && place.standing !== "staff" ? "untracked" : "tracked";
  const found = judgeReportedAct({ at: act.at, flaw }, now, standing);
  // A student's act leaves no evidence, but the status that they set, by submitting or asking for help, is the task's.
  const counts =
    "person" in place && place.standing === "student" ? judgeReportedAct({ at: act.at, flaw }, now, "tracked") : found;
  return {
    act,
    place: "person" in place ? place : null,
    answer: { verdict: found.verdict, detail: found.verdict === "invalid" ? flaw : DETAILS[found.verdict] },
    at: counts.verdict === "recorded" ? counts.at : null,
  };
}

const DETAILS: Record<Exclude<ActVerdict, "invalid">, string | null> = {
  recorded: null,
  ignored: "They are not staff of this unit now",
  too_old: "It happened more than 7 days before it was received",
  in_future: "It happened more than 2 minutes after it was received",
  unknown: null,
  conflict: null,
};

/** Its result is what of it is evidence. */
async function enter(client: Client, judged: readonly JudgedAct[], now: Instant): Promise<Written<readonly Arrival[]>> {
  const accepted = judged.flatMap(({ act, place, answer, at }) => (place && at !== null ? [{ act, place, answer, at }] : []));
  const effective = accepted.filter(({ act, answer }) => answer.verdict === "recorded" || setsStatus(act));
  const tasks = await loadMade(
    client,
    effective.map(({ place }) => place.target),
  );
  const saved = new Map<string, SavedTask>();
  const arrivals: Arrival[] = [];
  for (const { act, place, answer, at } of effective.toSorted((a, b) => a.at - b.at)) {
    const name = targetText(place.target);
    const task = saved.get(name) ?? tasks.get(name);
    if (task === undefined || act.action === null) throw new Error("A task was made and is not there.");
    if (answer.verdict === "recorded") {
      const caller = { scope: place.person.scope, now: at, ipAddress: act.ipAddress };
      arrivals.push(activityOf(caller, task, act.action, act.statusChanged));
    }
    if (setsStatus(act)) {
      const saver = place.standing === "staff" ? "staff" : "student";
      saved.set(name, { ...task, progress: applyReportedStatus(task.progress, act.status, saver, at) });
    }
  }
  const evidence = await track(client, arrivals, now);
  const writes = [...taskWrites([...saved.values()], now), ...answerWrites(judged.flatMap(toKeep), now), ...evidence];
  return { result: arrivals, writes };
}

function setsStatus(act: CheckedAct): act is CheckedAct & { readonly status: TaskStatus } {
  return act.status !== null && act.action === "assessing";
}

function toKeep({ key, answer }: JudgedAct): (KeyedAct & { readonly answer: ReportAnswer })[] {
  return key === null || answer.verdict === "unknown" ? [] : [{ ...key, answer }];
}

async function loadMade(client: Client, targets: readonly TaskTarget[]): Promise<Map<string, SavedTask>> {
  let known = await loadTasks(client, targets, true);
  const unmade = targets.filter((target) => {
    const task = known.get(targetText(target));
    return task !== undefined && task.taskDefinitionId !== null && !isMade(task);
  });
  if (unmade.length > 0) {
    await makeTasks(client, unmade);
    known = await loadTasks(client, targets, true);
  }
  return new Map(
    [...known].flatMap(([name, task]) => (task.taskDefinitionId !== null && isMade(task) ? [[name, task] as const] : [])),
  );
}
