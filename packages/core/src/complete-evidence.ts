import type { SessionRow, Stretch } from "./evidence";
import { lengthWithin, union } from "./intervals";

/**
 * Whether the evidence that is stored for a session still bears it out: as many activities as it counts, and as much
 * attention. Where some was given up, by retention say, the session would come out shorter if it were derived again.
 */
export function isBorneOut(row: SessionRow, activities: number, stretches: readonly Stretch[]): boolean {
  return row.activities === activities && row.activeMs === lengthWithin(union(stretches), row);
}
