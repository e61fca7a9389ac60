import type { Verdict } from "@tutor-times/core/beat-verdict";
import type { Database } from "../database";
import type { BeatInput, Caller } from "./act";
import { perform } from "./perform";

/**
 * Records attention that a client observed; a verdict for each beat in turn (rule 3). A beat on what the caller cannot
 * see, or is not tracked in, is `ignored`.
 */
export function recordBeats(db: Database, caller: Caller, beats: readonly BeatInput[]): Promise<readonly Verdict[]> {
  return beats.length === 0 ? Promise.resolve([]) : perform(db, { kind: "beats", caller, beats });
}
