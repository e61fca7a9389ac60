import { MINUTE_MS } from "@tutor-times/core/instant";

/** As the screens write lengths; written again here, so that a mistake there is seen. */
export function words(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (ms > 0 && minutes === 0) return "under 1 min";
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 || hours === 0 ? [`${rest} min`] : [])].join(" ");
}
