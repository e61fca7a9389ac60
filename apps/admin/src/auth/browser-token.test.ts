import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browserTokenFromCookies } from "./browser-token";

const SECRET = "a secret for this test alone";

beforeEach(() => void vi.stubEnv("NEXTAUTH_SECRET", SECRET));
afterEach(() => void vi.unstubAllEnvs());

const signedWith = (secret: string) => encode({ token: { browserToken: "random" }, secret });

test("the token is found among other cookies", async () => {
  const cookie = `theme=dark; next-auth.session-token=${await signedWith(SECRET)}; other=1`;
  expect(await browserTokenFromCookies(cookie)).toBe("random");
});

test("the token is found under the name that next-auth uses behind HTTPS", async () => {
  expect(await browserTokenFromCookies(`__Host-next-auth.session-token=${await signedWith(SECRET)}`)).toBe("random");
});

test("behind HTTPS no cookie counts that a neighbouring host could have set", async () => {
  vi.stubEnv("NEXTAUTH_URL", "https://times.example.edu");
  expect(await browserTokenFromCookies(`next-auth.session-token=${await signedWith(SECRET)}`)).toBeNull();
  expect(await browserTokenFromCookies(`__Secure-next-auth.session-token=${await signedWith(SECRET)}`)).toBeNull();
});

test("among a few cookies of one name the good one is found, and hundreds are not worked through", async () => {
  const [good, planted] = [await signedWith(SECRET), await signedWith("another secret")];
  const among = (others: number) => `${`next-auth.session-token=${planted}; `.repeat(others)}next-auth.session-token=${good}`;
  expect(await browserTokenFromCookies(among(3))).toBe("random");
  expect(await browserTokenFromCookies(among(100))).toBeNull();
});

test("a cookie signed with another secret carries no token", async () => {
  expect(await browserTokenFromCookies(`next-auth.session-token=${await signedWith("another secret")}`)).toBeNull();
});

test.each([undefined, "", "next-auth.session-token=", "next-auth.session-token=%%%", "=;;=", "theme=dark"])(
  "the cookie header %j carries no token",
  async (header) => {
    expect(await browserTokenFromCookies(header)).toBeNull();
  },
);

test("without a secret no cookie is believed", async () => {
  const cookie = `next-auth.session-token=${await signedWith(SECRET)}`;
  vi.stubEnv("NEXTAUTH_SECRET", undefined);
  expect(await browserTokenFromCookies(cookie)).toBeNull();
});
