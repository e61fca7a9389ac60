import type { Activity, Stretch } from "@tutor-times/core/evidence";
import type { UnitId, UserId } from "@tutor-times/core/ids";
import { earlier, later } from "@tutor-times/core/instant";
import type { Interval } from "@tutor-times/core/intervals";

/** (user, unit, address in canonical form): sessions never mix keys. */
export interface EvidenceKey {
  readonly userId: UserId;
  readonly unitId: UnitId;
  readonly ipAddress: string;
}

/** Evidence of one key that arrives together. */
export interface Arrival extends EvidenceKey {
  readonly activities: readonly Activity[];
  readonly stretches: readonly Stretch[];
}

/** A key as text, for maps. */
function keyText(key: EvidenceKey): string {
  return `${key.userId}/${key.unitId}/${key.ipAddress}`;
}

/** From the first instant of some evidence to its last; null without any. */
export function extentOf(evidence: Pick<Arrival, "activities" | "stretches">): Interval | null {
  const spans = [...evidence.activities.map(({ at }) => ({ start: at, end: at })), ...evidence.stretches];
  return spans.reduce<Interval | null>(
    (extent, span) => (extent === null ? span : { start: earlier(extent.start, span.start), end: later(extent.end, span.end) }),
    null,
  );
}

/** Brings arrivals of the same key together. */
export function groupByKey(arrivals: readonly Arrival[]): Arrival[] {
  const grouped = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const known = grouped.get(keyText(arrival));
    grouped.set(keyText(arrival), {
      ...arrival,
      activities: [...(known?.activities ?? []), ...arrival.activities],
      stretches: [...(known?.stretches ?? []), ...arrival.stretches],
    });
  }
  return [...grouped.values()];
}
