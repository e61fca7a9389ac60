import { earlier, MINUTE_MS, type Instant } from "./instant";

/** What became of a beat. */
export type Verdict = "recorded" | "ignored" | "invalid" | "too_old" | "in_future";

const LONGEST_BEAT_MS = 5 * MINUTE_MS;
const OLDEST_BEAT_MS = 15 * MINUTE_MS;
const CLOCK_SKEW_MS = 2 * MINUTE_MS;

/**
 * Rule 3: the verdict on a beat `[from, to]` that was received at `receivedAt`, and, if it is recorded, what of it lies
 * before receipt. `tracked` is rule 1 for its user and unit.
 */
export function judgeBeat(
  beat: { readonly from: Instant; readonly to: Instant },
  receivedAt: Instant,
  tracked: boolean,
):
  | { readonly verdict: Exclude<Verdict, "recorded"> }
  | { readonly verdict: "recorded"; readonly start: Instant; readonly end: Instant } {
  if (!tracked) return { verdict: "ignored" };
  if (beat.to <= beat.from || beat.to - beat.from > LONGEST_BEAT_MS) return { verdict: "invalid" };
  if (beat.from < receivedAt - OLDEST_BEAT_MS) return { verdict: "too_old" };
  if (beat.to > receivedAt + CLOCK_SKEW_MS || beat.from >= receivedAt) return { verdict: "in_future" };
  return { verdict: "recorded", start: beat.from, end: earlier(beat.to, receivedAt) };
}
