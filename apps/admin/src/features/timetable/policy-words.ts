import { formatMinutes } from "../../format/duration";

interface Policy {
  readonly thresholdMinutes: number;
  readonly floorMinutes: number;
  readonly splitAtTutorials: boolean;
}

/** `threshold 15 min, floor 5 min, cut at tutorials` */
export function policyWords({ thresholdMinutes, floorMinutes, splitAtTutorials }: Policy): string {
  const cut = splitAtTutorials ? "cut at tutorials" : "not cut at tutorials";
  return `threshold ${formatMinutes(thresholdMinutes)}, floor ${formatMinutes(floorMinutes)}, ${cut}`;
}

/** What of `next` differs from `current`, as a change names it. */
export function changeOf(current: Policy, next: Policy): Partial<Policy> {
  return {
    ...(next.thresholdMinutes === current.thresholdMinutes ? {} : { thresholdMinutes: next.thresholdMinutes }),
    ...(next.floorMinutes === current.floorMinutes ? {} : { floorMinutes: next.floorMinutes }),
    ...(next.splitAtTutorials === current.splitAtTutorials ? {} : { splitAtTutorials: next.splitAtTutorials }),
  };
}
