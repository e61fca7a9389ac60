import type { Verdict } from "./beat-verdict";
import { DAY_MS, earlier, MINUTE_MS, type Instant } from "./instant";

/** What became of an act: a beat's verdicts and, of acts that others report, two more. */
export type ActVerdict = Verdict | "unknown" | "conflict";

const OLDEST_ACT_MS = 7 * DAY_MS;
const CLOCK_SKEW_MS = 2 * MINUTE_MS;

/** What a verdict on a reported act depends on. */
export interface JudgedAct {
  /** When it happened, by its reporter's clock. */
  readonly at: Instant;
  /** What is wrong with it apart from its instant: an unknown action or status, no address; null: nothing. */
  readonly flaw: string | null;
}

/**
 * Rule 3: the verdict on an act of somebody else that was received at `receivedAt`, and, if it is recorded, the instant
 * at which it counts. `standing` is rule 1 for its user and unit at receipt; `unknown`: one of those it names does not
 * exist. What lies up to two minutes in the future, as a clock that goes before makes it, counts at receipt: like a
 * beat's, evidence never lies after the server's now. Exactly seven days old and exactly two minutes ahead are recorded.
 */
export function judgeReportedAct(
  act: JudgedAct,
  receivedAt: Instant,
  standing: "tracked" | "untracked" | "unknown",
): { readonly verdict: "recorded"; readonly at: Instant } | { readonly verdict: Exclude<ActVerdict, "recorded" | "conflict"> } {
  if (standing === "unknown") return { verdict: "unknown" };
  if (standing === "untracked") return { verdict: "ignored" };
  if (act.flaw !== null) return { verdict: "invalid" };
  if (act.at < receivedAt - OLDEST_ACT_MS) return { verdict: "too_old" };
  if (act.at > receivedAt + CLOCK_SKEW_MS) return { verdict: "in_future" };
  return { verdict: "recorded", at: earlier(act.at, receivedAt) };
}
