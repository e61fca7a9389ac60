import { instant, type Instant } from "@tutor-times/core/instant";

/** What every request takes its `now` from. */
export type Clock = () => Instant;

const KEY = Symbol.for("tutor-times.clock");
// On the process, not in this module: the server and the screens are two bundles of one process and have one clock.
const shared = globalThis as typeof globalThis & { [KEY]?: Clock };

/** The instant that a request which arrives now takes as its `now`: the computer's, unless `setClock` gave another. */
export function currentInstant(): Instant {
  return shared[KEY]?.() ?? instant(Date.now());
}

/** Makes the whole process take its time from `clock`, or from the computer again (`null`). For tests. */
export function setClock(clock: Clock | null): void {
  if (clock === null) delete shared[KEY];
  else shared[KEY] = clock;
}
