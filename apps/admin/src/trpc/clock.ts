import "server-only";
import { instant, type Instant } from "@tutor-times/core/instant";

const CLOCK = Symbol.for("tutor-times.clock");

/** Now, by the clock that the server process put on `globalThis`; by the machine's where there is none. */
export function currentInstant(): Instant {
  const clock: unknown = Reflect.get(globalThis, CLOCK);
  const now: unknown = typeof clock === "function" ? Reflect.apply(clock, undefined, []) : Date.now();
  return instant(Number(now));
}
