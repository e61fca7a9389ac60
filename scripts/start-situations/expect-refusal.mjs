import assert from "node:assert/strict";

/** The product ends by itself with one sentence and no stack. @param {import("./product.mjs").Product} product @param {RegExp} sentence */
export async function expectRefusal(product, sentence) {
  assert.notEqual(await product.ended, 0, product.output());
  assert.match(product.output(), sentence);
  assert.doesNotMatch(product.output(), /\n {4}at /, "a stack is no sentence");
}
