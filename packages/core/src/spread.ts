/** The middle of some lengths of time, in whole milliseconds: the median, and the bounds of the middle half. */
export interface Spread {
  readonly medianMs: number;
  readonly lowerMs: number;
  readonly upperMs: number;
  /** How many lengths it is the middle of. */
  readonly count: number;
}

/** Below this many lengths nothing is said: a median of three is gossip. */
export const FEWEST_FOR_SPREAD = 5;

/** The spread of `lengths` in milliseconds, interpolated between neighbours and rounded; null below FEWEST_FOR_SPREAD. */
export function spreadOf(lengths: readonly number[]): Spread | null {
  if (lengths.length < FEWEST_FOR_SPREAD) return null;
  // A term of a large unit has 150,000, which a typed array sorts six times as fast.
  const sorted = Float64Array.from(lengths).sort();
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)] ?? 0;
    return Math.round(below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place)));
  };
  return { medianMs: at(0.5), lowerMs: at(0.25), upperMs: at(0.75), count: sorted.length };
}
