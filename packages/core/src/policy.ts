import { DomainError } from "./errors";
import { MINUTE_MS, type Instant } from "./instant";

/** The policy of a unit from `effectiveAt` on, that instant included, until the next one's (domain rule 12). */
export interface Policy {
  readonly effectiveAt: Instant;
  /** 1 to 60. */
  readonly thresholdMinutes: number;
  /** 0 to half the threshold. */
  readonly floorMinutes: number;
  readonly splitAtTutorials: boolean;
}

/** All policies of a unit in the order of their instants; the first holds for all time before it, too. */
export type PolicyTimeline = readonly [Policy, ...Policy[]];

export const DEFAULT_POLICY = { thresholdMinutes: 15, floorMinutes: 5, splitAtTutorials: true } as const;

/** The longest threshold a unit can have: how far from an instant evidence can matter to it. */
export const LONGEST_THRESHOLD_MS = 60 * MINUTE_MS;

/** The longest floor a unit can have: how far marking can reach back from a sitting's end. */
export const LONGEST_FLOOR_MS = 30 * MINUTE_MS;

/** The policy in force at `at`. */
export function policyAt(policies: PolicyTimeline, at: Instant): Policy {
  let current: Policy = policies[0];
  for (const policy of policies) {
    if (policy.effectiveAt > at) break;
    current = policy;
  }
  return current;
}

/** The smallest threshold in force at any time in `[from, to]`, both ends included, in milliseconds (rule 12). */
export function smallestThresholdMs(policies: PolicyTimeline, from: Instant, to: Instant): number {
  const within = policies.filter((policy) => policy.effectiveAt > from && policy.effectiveAt <= to);
  return Math.min(policyAt(policies, from).thresholdMinutes, ...within.map((policy) => policy.thresholdMinutes)) * MINUTE_MS;
}

/** What a change of policy names; the rest stays as it was just before. */
export interface PolicyChange {
  readonly thresholdMinutes?: number;
  readonly floorMinutes?: number;
  readonly splitAtTutorials?: boolean;
}

/** The policy itself if it may be: threshold 1 to 60 whole minutes, floor 0 to half of it. Throws DomainError `invalid`. */
export function checkPolicy(policy: Policy): Policy {
  const { thresholdMinutes, floorMinutes } = policy;
  if (!Number.isInteger(thresholdMinutes) || thresholdMinutes < 1 || thresholdMinutes > 60) {
    throw new DomainError(
      "invalid",
      `threshold_minutes is invalid: ${thresholdMinutes} is not from 1 to 60`,
      "threshold_minutes",
    );
  }
  if (!Number.isInteger(floorMinutes) || floorMinutes < 0 || floorMinutes * 2 > thresholdMinutes) {
    throw new DomainError(
      "invalid",
      `floor_minutes is invalid: ${floorMinutes} is not from 0 to half the threshold of ${thresholdMinutes} minutes`,
      "floor_minutes",
    );
  }
  return policy;
}
