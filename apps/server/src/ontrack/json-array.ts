import { Readable } from "node:stream";

/** Every piece is a write to the socket, and stays in memory until the client has taken it. */
const PIECE_LENGTH = 100_000;

/** The items of all batches as the text of one JSON array, written as they come. What fails before the first fails whole. */
export function jsonArray<Item>(batches: AsyncIterable<readonly Item[]>, toJson: (item: Item) => object): Readable {
  return Readable.from(textOf(batches, toJson), { objectMode: false });
}

async function* textOf<Item>(batches: AsyncIterable<readonly Item[]>, toJson: (item: Item) => object) {
  let text = "";
  let separator = "[";
  for await (const batch of batches) {
    for (const item of batch) {
      text += separator + JSON.stringify(toJson(item));
      separator = ",";
    }
    if (text.length < PIECE_LENGTH) continue;
    yield text;
    text = "";
  }
  yield separator === "[" ? "[]" : `${text}]`;
}
