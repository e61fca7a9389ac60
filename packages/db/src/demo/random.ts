/** Chance from a seed: the same seed gives the same numbers on every machine. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  chance(probability: number): boolean;
  /** Anything from `low` up to `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** Around `mean`, two thirds of them within `deviation`. */
  normal(mean: number, deviation: number): number;
  /** Positive, half of them below `median`, with a long tail; `sigma` 0.5 gives two thirds within a factor of 1.65. */
  skewed(median: number, sigma: number): number;
  /** How often something happens that happens `mean` times on average. */
  count(mean: number): number;
  /** Throws RangeError for an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  pickBy<Item>(items: readonly Item[], weightOf: (item: Item) => number): Item;
  /** A stream of its own: what is drawn from it changes nothing here. */
  fork(name: string): Random;
}

/** A stream that depends on the seed and the name only. */
export function randomFrom(seed: number, name: string): Random {
  return randomOf(hash(`${seed}/${name}`));
}

function randomOf(start: number): Random {
  const next = mulberry32(start);
  const random: Random = {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    normal: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    skewed: (median, sigma) => median * Math.exp(random.normal(0, sigma)),
    count(mean) {
      const limit = Math.exp(-mean);
      let times = 0;
      for (let product = next(); product > limit; product *= next()) times += 1;
      return times;
    },
    pick: (items) => itemAt(items, Math.floor(next() * items.length)),
    pickBy(items, weightOf) {
      const total = items.reduce((sum, item) => sum + weightOf(item), 0);
      let left = next() * total;
      const index = items.findIndex((item) => (left -= weightOf(item)) < 0);
      return itemAt(items, index < 0 ? items.length - 1 : index);
    },
    fork: (name) => randomOf(hash(`${start}/${name}`)),
  };
  return random;
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError("There is nothing to pick from an empty list.");
  return item;
}

/** Tommy Ettinger's generator: 32 bits of state, good enough for make-believe. */
function mulberry32(state: number): () => number {
  let current = state | 0;
  return () => {
    current = (current + 0x6d2b79f5) | 0;
    let mixed = Math.imul(current ^ (current >>> 15), 1 | current);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
