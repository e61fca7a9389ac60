import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "../src/passwords";

test("the right password is accepted and a wrong one is not", async () => {
  const stored = await hashPassword("correct horse battery staple");
  expect(await verifyPassword("correct horse battery staple", stored)).toBe(true);
  expect(await verifyPassword("correct horse battery stapl", stored)).toBe(false);
});

test("the same password is stored differently every time, and never in clear", async () => {
  const stored = [await hashPassword("secret passphrase"), await hashPassword("secret passphrase")];
  expect(stored[0]).not.toBe(stored[1]);
  for (const hash of stored) {
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(hash).not.toContain("secret");
  }
});

test("the same letters are the same password, however a keyboard composes them", async () => {
  const stored = await hashPassword("caf\u00e9 at noon");
  expect(await verifyPassword("cafe\u0301 at noon", stored)).toBe(true);
});

test.each([null, "", "scrypt", "md5$abc", "scrypt$32768$8$3$AAAA$"])("nothing is the password of %j", async (stored) => {
  expect(await verifyPassword("", stored)).toBe(false);
  expect(await verifyPassword("password", stored)).toBe(false);
});
