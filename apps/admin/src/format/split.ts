import { MINUTE_MS } from "@tutor-times/core/instant";
import { formatDuration, formatMinutes } from "./duration";

/**
 * A length and the part of it in tutorials, and outside them, as text: the whole minutes shown add up. What is cut off both
 * parts goes to the part outside, as it does to the whole.
 */
export function splitAtTutorials(markingMs: number, inTutorialsMs: number): { outside: string; inTutorials: string } {
  const inTutorials = Math.floor(inTutorialsMs / MINUTE_MS);
  const outside = Math.floor(markingMs / MINUTE_MS) - inTutorials;
  return {
    inTutorials: formatDuration(inTutorialsMs),
    outside: outside === 0 ? formatDuration(Math.min(markingMs - inTutorialsMs, MINUTE_MS - 1)) : formatMinutes(outside),
  };
}
