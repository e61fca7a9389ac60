/**
 * Runs `work` for each item in the given order, at most `lanes` at a time. Resolves to the results in the items' order.
 * @template Item, Result
 * @param {Item[]} items @param {number} lanes @param {(item: Item) => Promise<Result>} work
 * @returns {Promise<Result[]>}
 */
export async function sideBySide(items, lanes, work) {
  /** @type {Result[]} */
  const results = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
}
