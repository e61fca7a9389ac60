import { addMs, HOUR_MS } from "@tutor-times/core/instant";
import { hashPassword } from "@tutor-times/db/passwords";
import { NOW } from "@tutor-times/db/testing/small-university";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { serve, whatIsStored, type ServedApp } from "./served-app";

const PASSWORD = "a long enough password";
const MISSING = { error: "No authentication details provided. Authentication is required to access this resource." };
const EXPIRED = { error: "Authentication token expired." };

let served: ServedApp;
beforeAll(async () => {
  served = await serve();
  const passwordHash = await hashPassword(PASSWORD);
  await served.db.prisma.user.updateMany({ data: { passwordHash } });
});
beforeEach(() => served.at(NOW));
afterAll(() => served.close());

function signIn(payload: object) {
  return served.app.inject({ method: "POST", url: "/api/auth", payload });
}

function units(headers: Record<string, string>) {
  return served.app.inject({ url: "/api/units", headers });
}

test("OnTrack's sign-in gives a token with which its headers are accepted, under either name", async () => {
  const answer = await signIn({ username: "ada", password: PASSWORD, remember: false });
  expect(answer.statusCode).toBe(201);
  const { user, auth_token: token } = answer.json<{ user: unknown; auth_token: string }>();
  expect(user).toEqual({
    id: served.world.people.ada,
    first_name: "Ada",
    last_name: "Lovelace",
    username: "ada",
    email: "ada@example.edu",
    system_role: "Tutor",
  });
  expect((await units({ username: "ada", "auth-token": token })).statusCode).toBe(200);
  expect((await units({ username: "ada", auth_token: token })).statusCode).toBe(200);
});

test("a token lives two hours, and with remember a week for staff", async () => {
  const shortly = (await signIn({ username: "ada", password: PASSWORD })).json<{ auth_token: string }>();
  const week = (await signIn({ username: "ada", password: PASSWORD, remember: true })).json<{ auth_token: string }>();
  const student = (await signIn({ username: "sam", password: PASSWORD, remember: true })).json<{ auth_token: string }>();
  const status = async (username: string, { auth_token: token }: { auth_token: string }, ms: number) => {
    served.at(addMs(NOW, ms));
    const answer = await units({ username, "auth-token": token });
    return answer.statusCode === 200 ? "good" : answer.json<object>();
  };
  expect(await status("ada", shortly, 2 * HOUR_MS - 1)).toBe("good");
  expect(await status("ada", shortly, 2 * HOUR_MS)).toEqual(EXPIRED);
  expect(await status("sam", student, 2 * HOUR_MS)).toEqual(EXPIRED);
  expect(await status("ada", week, 7 * 24 * HOUR_MS - 1)).toBe("good");
  expect(await status("ada", week, 7 * 24 * HOUR_MS)).toEqual(EXPIRED);
});

test("PUT renews a token from now on, and DELETE makes it worthless", async () => {
  const headers = await served.headersOf("ada");
  const almost = addMs(NOW, (30 * 24 - 1) * HOUR_MS);
  served.at(almost);
  const renewed = await served.app.inject({ method: "PUT", url: "/api/auth", headers, payload: { remember: false } });
  expect(renewed.statusCode).toBe(200);
  expect(renewed.json()).toMatchObject({ auth_token: headers["auth-token"], user: { username: "ada" } });
  served.at(addMs(almost, 2 * HOUR_MS - 1));
  expect((await units(headers)).statusCode).toBe(200);

  const signedOut = await served.app.inject({
    method: "DELETE",
    url: "/api/auth",
    headers: { ...headers, "content-type": "application/json" },
  });
  expect(signedOut.statusCode).toBe(204);
  expect(signedOut.body).toBe("");
  const after = await units(headers);
  expect([after.statusCode, after.json()]).toEqual([419, MISSING]);
});

test("the ways to sign in are told to everybody", async () => {
  const answer = await served.app.inject({ url: "/api/auth/method" });
  expect([answer.statusCode, answer.json()]).toEqual([200, { method: "database", redirect_to: null }]);
});

test("where there is single sign-on, that is told, and passwords can be switched off", async () => {
  const provider = { OIDC_ISSUER: "https://login.example.edu", OIDC_CLIENT_ID: "times", OIDC_CLIENT_SECRET: "secret" };
  for (const [name, value] of Object.entries({ ...provider, NEXTAUTH_URL: "https://times.example.edu" })) vi.stubEnv(name, value);
  const answer = await served.app.inject({ url: "/api/auth/method" });
  expect(answer.json()).toEqual({ method: "oidc", redirect_to: "https://times.example.edu/sign-in" });
  expect((await signIn({ username: "ada", password: PASSWORD })).statusCode).toBe(201);
  vi.stubEnv("PASSWORD_SIGN_IN", "off");
  expect((await signIn({ username: "ada", password: PASSWORD })).statusCode).toBe(401);
  vi.unstubAllEnvs();
});

test("the seventh wrong password in a row is held back, with the time to wait, and so is the right one until then", async () => {
  const guess = (password: string) => signIn({ username: "brian", password });
  for (let i = 0; i < 6; i += 1) expect((await guess("wrong")).statusCode).toBe(401);
  const tokens = await served.db.prisma.accessToken.count();
  for (const password of ["wrong", PASSWORD]) {
    const answer = await guess(password);
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([429, "1"]);
    expect(answer.json()).toEqual({ error: "Too many sign-ins have failed. Try again in a second." });
  }
  expect(await served.db.prisma.accessToken.count()).toBe(tokens);
  served.at(addMs(NOW, 1_000));
  expect((await guess(PASSWORD)).statusCode).toBe(201);
});

test.each<[string, (good: { username: string; "auth-token": string }) => Record<string, string>]>([
  ["no headers", () => ({})],
  ["no token", ({ username }) => ({ username })],
  ["no username", ({ "auth-token": token }) => ({ "auth-token": token })],
  ["another's username", ({ "auth-token": token }) => ({ username: "brian", "auth-token": token })],
  ["a wrong token", ({ username }) => ({ username, "auth-token": "x".repeat(43) })],
  ["an empty token", ({ username }) => ({ username, "auth-token": "" })],
  ["the token in the address", () => ({})],
])("%s is answered with 419", async (name, change) => {
  const good = await served.headersOf("ada");
  const query = name === "the token in the address" ? `?auth_token=${good["auth-token"]}&username=ada` : "";
  const answer = await served.app.inject({ url: `/api/units${query}`, headers: change(good) });
  expect([answer.statusCode, answer.json()]).toEqual([419, MISSING]);
});

test("a closed account's token is worthless at once", async () => {
  const headers = await served.headersOf("omar");
  expect((await units(headers)).statusCode).toBe(200);
  await served.db.prisma.user.update({ where: { id: served.world.people.omar }, data: { active: false } });
  expect((await units(headers)).statusCode).toBe(419);
});

test.each([
  ["a wrong password", { username: "ada", password: "wrong" }, 401, "Invalid email or password."],
  ["an unknown user", { username: "zoe", password: PASSWORD }, 401, "Invalid email or password."],
  ["no body", undefined, 400, "body is invalid"],
  ["no username", { password: PASSWORD }, 400, "username is invalid"],
  ["a username that is a number", { username: 7, password: PASSWORD }, 400, "username is invalid"],
  ["a password that is a list", { username: "ada", password: [PASSWORD] }, 400, "password is invalid"],
  ["a null character", { username: "ada\0", password: PASSWORD }, 400, "username is invalid"],
  ["half a character", { username: "ada", password: "\ud800" }, 400, "password is invalid"],
  ["a remember that is a word", { username: "ada", password: PASSWORD, remember: "yes" }, 400, "remember is invalid"],
])("signing in with %s is refused and leaves no token", async (_case, payload, status, error) => {
  const before = await whatIsStored(served.db);
  const answer = await served.app.inject({ method: "POST", url: "/api/auth", ...(payload === undefined ? {} : { payload }) });
  expect([answer.statusCode, answer.json()]).toEqual([status, { error }]);
  expect(await whatIsStored(served.db)).toBe(before);
});
