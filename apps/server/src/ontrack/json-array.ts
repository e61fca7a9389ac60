import { Readable } from "node:stream";

/** The items of all batches as the text of one JSON array, written as they come. What fails before the first fails whole. */
export function jsonArray<Item>(batches: AsyncIterable<readonly Item[]>, toJson: (item: Item) => object): Readable {
  return Readable.from(textOf(batches, toJson), { objectMode: false });
}

async function* textOf<Item>(batches: AsyncIterable<readonly Item[]>, toJson: (item: Item) => object) {
  let before = "[";
  for await (const batch of batches) {
    yield before + batch.map((item) => JSON.stringify(toJson(item))).join(",");
    before = ",";
  }
  yield before === "[" ? "[]" : "]";
}
