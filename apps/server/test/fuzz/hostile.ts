import type { Chance } from "./chance";

/** Texts that break what is careless with them. */
export const TEXTS = [
  "",
  " ",
  "0",
  "-1",
  "NaN",
  "1e308",
  "0x10",
  "9007199254740993",
  "99999999999999999999999999999999",
  "null",
  "undefined",
  "true",
  "[object Object]",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "a\udc00b",
  "\ufeff",
  "\u202e\u2066evil",
  "\u0130\u0131\ufb01",
  "e\u0301".repeat(40),
  "👩‍👩‍👧‍👦".repeat(30),
  "ﷺ".repeat(50),
  "\r\nSet-Cookie: a=b",
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "' OR '1'='1",
  "1; DROP TABLE users; --",
  "$1",
  "\\",
  '"',
  "{{7*7}}",
  "${7*7}",
  "%s%n%x",
  "<script>alert(1)</script>",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "then",
  "2025-02-30",
  "2025-10-08T25:61:61Z",
  "+275760-09-13T00:00:00.000Z",
  "-000001-01-01",
  "0000-00-00",
  "9999-12-31",
  "2025-10-08T05:04:00.000",
  "Mars/Olympus",
  "../Melbourne",
  "A".repeat(3_000),
] as const;

/** Values of the wrong kind. Never a text that could be meant, never an empty object. */
export function wrongKind(chance: Chance, depth = 0): unknown {
  const kind = chance.below(depth > 3 ? 8 : 11);
  if (kind === 0) return chance.pick([null, true, false]);
  if (kind === 1) return chance.pick([-1, 0, 0.5, -0, 1e308, -1e308, 2 ** 53, 2 ** 63, 5e-324, 4_294_967_296]);
  if (kind === 2) return [];
  if (kind === 3) return [[[]]];
  if (kind < 8) return { [chance.pick(TEXTS) || "empty"]: chance.pick(TEXTS) };
  if (kind === 8) return Array.from({ length: chance.below(30) + 1 }, () => wrongKind(chance, depth + 1));
  if (kind === 9) return { length: -1, toString: null, valueOf: 1, [`k${chance.below(9)}`]: wrongKind(chance, depth + 1) };
  return { constructor: { prototype: { polluted: true } }, json: wrongKind(chance, depth + 1) };
}

/** Bodies that are no JSON, or that no careful reader of JSON takes. */
export function brokenJson(chance: Chance): Buffer {
  const text = chance.pick([
    "{",
    '{"a"',
    '{"a":1,}',
    "[1,2",
    "nul",
    "'a'",
    '{"a":NaN}',
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"a":"\\ud800',
    '{"a":1}{"b":2}',
    "\ufeff{}x",
    "[".repeat(chance.below(60_000) + 21),
    '{"a":'.repeat(chance.below(20_000) + 21),
    '"'.repeat(1_001),
    "\u0000",
  ]);
  const bytes = Buffer.from(text, "utf8");
  return chance.percent(25) ? Buffer.concat([bytes, brokenUtf8(chance)]) : bytes;
}

/** Bytes that are no UTF-8: cut, overlong, surrogates, beyond the last character. */
export function brokenUtf8(chance: Chance): Buffer {
  return Buffer.from(
    chance.pick([
      [0xff],
      [0xc0, 0x80],
      [0xe2, 0x82],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0x80],
      [0xf8, 0x88, 0x80, 0x80, 0x80],
    ]),
  );
}
