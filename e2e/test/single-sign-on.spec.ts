import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { parseInstant } from "@tutor-times/core/instant";
import { serveApp, type ServedApp } from "../src/served-app";
import { expect, test as base } from "../src/test";
import { openUniversity, type University } from "../src/university";

/** A Wednesday, 16:00 in Melbourne: all worlds are founded then, and the units have not ended. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");

interface SingleSignOn {
  readonly app: ServedApp;
  readonly university: University;
}

/** A server of its own, which knows a university that knows it. */
const test = base.extend<object, { singleSignOn: SingleSignOn }>({
  singleSignOn: [
    async ({ db }, provide) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const university = await openUniversity(url);
      const groups = { OIDC_GROUP_ROLES: JSON.stringify({ "sit101-staff": "SIT101:tutor" }) };
      const app = await serveApp(db.url, { ...university.settings, ...groups, PORT: String(port), NEXTAUTH_URL: url });
      await provide({ app, university });
      await app.stop();
      await university.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}

/** Goes to the university's page and says there who one is; ends where it asks whether one agrees. */
async function askThere(page: Page, url: string, subject: string): Promise<void> {
  await page.goto(`${url}/sign-in?next=/desk`);
  await page.getByRole("button", { name: "Sign in with Example University" }).click();
  await page.getByPlaceholder("Enter any login").fill(subject);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
}

/** Signs in at the university; ends wherever that leads. */
async function signInThere(page: Page, url: string, subject: string): Promise<void> {
  await askThere(page, url, subject);
  await page.getByRole("button", { name: "Continue" }).click();
}

const sessionCookies = async (page: Page) =>
  (await page.context().cookies()).filter(({ name }) => name.includes("next-auth.session-token"));

test("whoever has an account comes in with the university's, and finds their units", async ({ found, visit, singleSignOn }) => {
  const { app, university } = singleSignOn;
  const { convenor } = await found(NOW);
  university.admit("cho-1", { username: "somebody", email: convenor.email, emailVerified: true, groups: [] });
  const page = await visit({ faulty: true });
  await signInThere(page, app.url, "cho-1");
  await expect(page.getByRole("button", { name: convenor.name })).toBeVisible();
  await expect(page).toHaveURL(`${app.url}/desk`);
  await expect(page.getByRole("link", { name: "Units" })).toBeVisible();
  expect(await sessionCookies(page)).toMatchObject([{ httpOnly: true, sameSite: "Lax" }]);
});

test("who comes for the first time finds nothing until a role is given, and a group gives one", async ({
  db,
  found,
  visit,
  singleSignOn,
}) => {
  const { app, university } = singleSignOn;
  const { unit, tutor } = await found(NOW);
  const mark = tutor.username;
  const member = { username: `new-${mark}`, email: `new-${mark}@example.edu`, emailVerified: true };
  university.admit(`new-${mark}`, { ...member, groups: [] });
  const page = await visit({ faulty: true });
  await signInThere(page, app.url, `new-${mark}`);
  await page.goto(app.url);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here for you");
  expect((await page.goto(`${app.url}/units/${unit.id}`))?.status()).toBe(404);

  university.admit(`new-${mark}`, { ...member, groups: ["sit101-staff"] });
  const again = await visit({ faulty: true });
  await signInThere(again, app.url, `new-${mark}`);
  await again.goto(app.url);
  await expect(again.getByRole("heading", { level: 1 })).toHaveText("My marking");
  expect(await db.prisma.unitRole.count({ where: { unitId: unit.id, role: "tutor", user: { username: member.username } } })).toBe(
    1,
  );
});

test("an address that the university did not verify is nobody's", async ({ found, visit, singleSignOn }) => {
  const { app, university } = singleSignOn;
  const { tutor } = await found(NOW);
  university.admit("mallory", { username: "mallory", email: tutor.email, emailVerified: false, groups: [] });
  const page = await visit({ faulty: true });
  await signInThere(page, app.url, "mallory");
  await expect(page.getByRole("alert").filter({ hasText: "not known to be yours" })).toBeVisible();
  expect(await sessionCookies(page)).toEqual([]);
});

/** Signs in up to the answer of the university, which the site has not seen yet; returns its address. */
async function answerOf(page: Page, url: string, subject: string): Promise<string> {
  await askThere(page, url, subject);
  const { request } = page.context();
  const agree = new URL((await page.locator("form").getAttribute("action")) ?? "", page.url()).href;
  let { location = "" } = (await request.post(agree, { form: { prompt: "consent" }, maxRedirects: 0 })).headers();
  while (!location.includes("/api/auth/callback/university")) {
    ({ location = "" } = (await request.get(new URL(location, agree).href, { maxRedirects: 0 })).headers());
    expect(location).not.toBe("");
  }
  return location;
}

test("an answer of the university is good once, with its own state, in the browser that asked", async ({
  db,
  found,
  visit,
  singleSignOn,
}) => {
  const { app, university } = singleSignOn;
  const { tutor } = await found(NOW);
  university.admit("ada-1", { username: "ada", email: tutor.email, emailVerified: true, groups: [] });
  const page = await visit({ faulty: true });
  const answer = await answerOf(page, app.url, "ada-1");

  await test.step("not in another browser", async () => {
    const other = await visit({ faulty: true });
    await other.goto(answer);
    await expect(other.getByRole("alert").filter({ hasText: "did not work" })).toBeVisible();
    expect(await sessionCookies(other)).toEqual([]);
  });
  await test.step("not with a forged state", async () => {
    const forged = new URL(answer);
    forged.searchParams.set("state", "a-state-of-my-own");
    await page.goto(forged.href);
    await expect(page.getByRole("alert").filter({ hasText: "did not work" })).toBeVisible();
    expect(await sessionCookies(page)).toEqual([]);
  });
  await test.step("not a second time", async () => {
    const third = await visit({ faulty: true });
    const good = await answerOf(third, app.url, "ada-1");
    const cookies = await third.context().cookies();
    await third.goto(good);
    await expect(third.getByRole("button", { name: tutor.name })).toBeVisible();
    // Even with everything that the browser had when it first brought it.
    const replaying = await visit({ faulty: true });
    await replaying.context().addCookies(cookies);
    await replaying.goto(good);
    await expect(replaying.getByRole("alert").filter({ hasText: "did not work" })).toBeVisible();
    expect(await sessionCookies(replaying)).toEqual([]);
  });
  expect(await db.prisma.accessToken.count({ where: { userId: tutor.id, kind: "browser" } })).toBe(1);
});

test("a token that was given for another site is refused", async ({ db, found, visit, singleSignOn }) => {
  const { app, university } = singleSignOn;
  const { tutor } = await found(NOW);
  university.admit("ada-2", { username: "ada", email: tutor.email, emailVerified: true, groups: [] });
  university.pretendAudience("another-site");
  const page = await visit({ faulty: true });
  await signInThere(page, app.url, "ada-2");
  await expect(page.getByRole("alert").filter({ hasText: "did not work" })).toBeVisible();
  university.pretendAudience(null);
  expect(await sessionCookies(page)).toEqual([]);
  expect(await db.prisma.accessToken.count({ where: { userId: tutor.id } })).toBe(0);
});

test("what the university tells of somebody else is nothing about who signs in", async ({ db, found, visit, singleSignOn }) => {
  const { app, university } = singleSignOn;
  const { tutor } = await found(NOW);
  university.admit("ada-3", { username: "ada", email: tutor.email, emailVerified: true, groups: [] });
  university.pretendPerson("somebody-else");
  const page = await visit({ faulty: true });
  await signInThere(page, app.url, "ada-3");
  await expect(page.getByRole("alert").filter({ hasText: "did not work" })).toBeVisible();
  university.pretendPerson(null);
  expect(await sessionCookies(page)).toEqual([]);
  expect(await db.prisma.accessToken.count({ where: { userId: tutor.id } })).toBe(0);
});

test("nobody is led to another site, whatever an address says of where to go on", async ({ singleSignOn }) => {
  const { url } = singleSignOn.app;
  for (const elsewhere of [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    `${url}.evil.example/`,
    `${url}@evil.example/`,
  ]) {
    const next = encodeURIComponent(elsewhere);
    for (const path of [`signin?callbackUrl=${next}`, `signin/university?callbackUrl=${next}`, `signout?callbackUrl=${next}`]) {
      const { headers } = await fetch(`${url}/api/auth/${path}`, { redirect: "manual" });
      const site = new URL(headers.get("location") ?? "", url);
      expect([path, site.origin, site.searchParams.get("callbackUrl") ?? url]).toEqual([
        path,
        url,
        expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+(\/|$)/),
      ]);
    }
  }
});

test("programs are told where people sign in", async ({ singleSignOn }) => {
  const answer = await fetch(`${singleSignOn.app.url}/api/auth/method`);
  expect(await answer.json()).toEqual({ method: "oidc", redirect_to: `${singleSignOn.app.url}/sign-in` });
});
