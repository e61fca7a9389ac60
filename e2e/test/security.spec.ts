import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { parseInstant } from "@tutor-times/core/instant";
import type { TestDatabase } from "@tutor-times/db/testing/test-database";
import { Wire } from "../../apps/server/test/fuzz/wire";
import { builtScreens } from "../src/built-screens";
import { rememberTwoWeeks } from "../src/history";
import { fillIn, signIn } from "../src/sign-in";
import { storedSessions } from "../src/stored";
import { expect, test } from "../src/test";
import type { World } from "../src/world";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");

/** What somebody calls themselves who hopes that a page takes it for more than a name. */
const HOSTILE = `<script>window.hit=1</script><img src=x onerror="window.hit=1">"'</title></script>`;

function allScreens(parameters: Record<string, number>): string[] {
  return builtScreens().map((path) =>
    path.replace(/\[(\w+)\]/g, (_, name: string) => {
      const value = parameters[name];
      if (value === undefined) throw new Error(`Say here what [${name}] is: ${path} is to be tested, too.`);
      return String(value);
    }),
  );
}

/** Gives everything in `world` that people name a name that is meant to be more. */
async function misname(db: TestDatabase, world: World): Promise<void> {
  const { unit } = world;
  await db.prisma.unit.update({ where: { id: unit.id }, data: { name: HOSTILE } });
  await db.prisma.taskDefinition.updateMany({ where: { unitId: unit.id }, data: { name: HOSTILE, description: HOSTILE } });
  await db.prisma.taskComment.updateMany({ data: { text: HOSTILE } });
  await db.prisma.submission.updateMany({ data: { text: HOSTILE } });
  for (const { id } of [world.tutor, world.otherTutor, world.convenor, world.student]) {
    await db.prisma.user.update({ where: { id }, data: { firstName: HOSTILE, lastName: HOSTILE } });
  }
}

test("on every screen only the site's own scripts run, nothing is asked of others, and names are text", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  await rememberTwoWeeks(db, world, NOW);
  await app.setClock(NOW);
  // As an admin, who may see all screens.
  await db.prisma.user.update({ where: { id: world.convenor.id }, data: { systemRole: "admin" } });
  const [session] = await storedSessions(db, world.unit.id);
  const [submission] = world.submissions;
  const screens = allScreens({
    unitId: world.unit.id,
    userId: world.tutor.id,
    studentId: world.student.id,
    projectId: submission.projectId,
    taskDefinitionId: submission.taskDefinitionId,
    sessionId: session?.id ?? 0,
  });
  // Its faults are watched: what a policy forbids is an error in the console, and no request goes elsewhere.
  const page = await visit();
  await expectOwnScriptsOnly(page, "/sign-in");
  await signIn(page, world.convenor);
  await misname(db, world);
  let shown = 0;
  for (const path of [...screens.filter((path) => path !== "/sign-in"), "/api/docs/"]) {
    await test.step(path, async () => {
      if (path !== "/api/docs/") await expectOwnScriptsOnly(page, path);
      else await page.goto(path);
      await page.waitForLoadState("networkidle");
      expect(await page.evaluate(() => Reflect.get(window, "hit")), "a name that ran").toBeUndefined();
      expect(await page.locator('img[src="x"]').count(), "a name that became an image").toBe(0);
      if ((await page.locator("body").innerText()).includes("<img src=x onerror=")) shown += 1;
    });
  }
  expect(shown, "screens that showed such a name as text").toBeGreaterThan(4);
});

/** That the page at `path` is there, with a strict policy, and that all its scripts carry the policy's nonce. */
async function expectOwnScriptsOnly(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  expect(response?.headers()["cache-control"], "what may keep it").toContain("no-store");
  const policy = response?.headers()["content-security-policy"] ?? "";
  const nonce = /script-src 'self' 'nonce-([\w-]+)' 'strict-dynamic';/.exec(policy)?.[1];
  expect(nonce, policy).toBeDefined();
  expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/);
  expect(policy).toContain("frame-ancestors 'none'");
  // What the page comes with; what its own scripts load may go without.
  const scripts = (await response?.text())?.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
}

/** Another site, which visits this one on behalf of whoever looks at it. */
async function openOtherSite(html: string): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(html));
  await new Promise<void>((listening) => server.listen(0, listening));
  return { server, port: (server.address() as AddressInfo).port };
}

test("another site can have nothing done here in the name of who looks at it, a neighbour neither", async ({
  app,
  db,
  found,
  visit,
}) => {
  const { tutor, unit, submissions } = await found(NOW);
  await app.setClock(NOW);
  const { projectId, taskDefinitionId } = submissions[0];
  const page = await visit({ faulty: true });
  await signIn(page, tutor);
  const comment = JSON.stringify({ projectId, taskDefinitionId, comment: "Forged" });
  const script = `
    const site = ${JSON.stringify(app.url)};
    const send = (path, body, type) => {
      try { navigator.sendBeacon(site + path, new Blob([body], { type })); } catch {}
      return fetch(site + path, { method: "POST", mode: "no-cors", credentials: "include", headers: { "content-type": type }, body }).catch(() => {});
    };
    const bodies = [["/api/trpc/desk.comment", ${JSON.stringify(comment)}], ["/api/trpc/viewer.signOutEverywhere", "{}"], ["/api/auth/signout", "csrfToken=x"]];
    const types = ["text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "application/json"];
    Promise.all(bodies.flatMap(([path, body]) => types.map((type) => send(path, body, type))))
      .then(() => fetch(site + "/api/trpc/desk.comment?input=" + encodeURIComponent(${JSON.stringify(comment)}), { mode: "no-cors", credentials: "include" }).catch(() => {}))
      .then(() => { document.title = "done"; });`;
  const form = `<form method="post" action="${app.url}/api/auth/signout" enctype="text/plain"><input name="csrfToken" value="x"></form>`;
  const { server, port } = await openOtherSite(`<!doctype html><title>busy</title>${form}<script>${script}</script>`);
  // A neighbour's requests carry the cookie, since ports make no other site; a stranger's do not.
  for (const host of ["127.0.0.1", "localhost"]) {
    await page.goto(`http://${host}:${port}/`);
    await expect(page).toHaveTitle("done");
    await Promise.all([page.waitForNavigation(), page.evaluate(() => document.forms[0]?.submit())]);
  }
  server.close();
  expect(await db.prisma.taskComment.count({ where: { text: "Forged" } })).toBe(0);
  expect(await db.prisma.markingSession.count({ where: { unitId: unit.id } })).toBe(0);
  expect(await db.prisma.accessToken.count({ where: { userId: tutor.id, revokedAt: null } })).toBe(1);
  await page.goto(app.url);
  await expect(page.getByRole("button", { name: tutor.name })).toBeVisible();
});

test("nobody can show this site in a frame", async ({ app, visit }) => {
  const page = await visit({ faulty: true });
  const { server, port } = await openOtherSite(`<!doctype html><iframe src="${app.url}/sign-in"></iframe>`);
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForLoadState("networkidle");
  expect(await page.frameLocator("iframe").getByLabel("Password").count()).toBe(0);
  server.close();
});

test("no script can read the cookie that somebody is signed in with", async ({ app, found, visit }) => {
  const { tutor } = await found(NOW);
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, tutor);
  const cookies = (await page.context().cookies()).filter(({ name }) => name.includes("next-auth"));
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual(
    cookies.map(() => ({ httpOnly: true, sameSite: "Lax" })),
  );
  expect(await page.evaluate(() => document.cookie)).not.toContain("next-auth");
});

test("guesses at a password are held back, and how long is said", async ({ app, found, visit }) => {
  const { tutor } = await found(NOW);
  await app.setClock(NOW);
  const page = await visit({ faulty: true });
  await page.goto("/sign-in");
  await page.getByLabel("Username or e-mail address").fill(tutor.username);
  await page.getByLabel("Password").fill("a wrong guess");
  for (let i = 0; i < 6; i += 1) {
    const answer = page.waitForResponse("**/api/auth/callback/credentials**");
    await page.getByRole("button", { name: "Sign in" }).click();
    expect((await answer).status()).toBe(401);
    await expect(page.getByRole("alert").filter({ hasText: "do not go together" })).toBeVisible();
  }
  const answer = page.waitForResponse("**/api/auth/callback/credentials**");
  await page.getByRole("button", { name: "Sign in" }).click();
  expect([(await answer).status(), (await answer).headers()["retry-after"]]).toEqual([429, "1"]);
  await expect(page.getByRole("alert").filter({ hasText: "Try again in a second" })).toBeVisible();
});

test("who guesses on and on does not keep the owner of an account out of a browser that they use", async ({
  app,
  found,
  visit,
}) => {
  const { tutor } = await found(NOW);
  await app.setClock(NOW);
  const page = await visit({ faulty: true });
  await signIn(page, tutor);
  await page.getByRole("button", { name: tutor.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByLabel("Password")).toBeVisible();
  const guess = () => page.request.post(`${app.url}/api/auth`, { data: { username: tutor.username, password: "a wrong guess" } });
  for (let i = 0; i < 6; i += 1) expect((await guess()).status()).toBe(401);
  expect((await guess()).status()).toBe(429);

  const elsewhere = await visit({ faulty: true });
  await elsewhere.goto("/sign-in");
  await fillIn(elsewhere, tutor.username, tutor.password);
  await expect(elsewhere.getByRole("alert").filter({ hasText: "Try again in a second" })).toBeVisible();
  await fillIn(page, tutor.username, tutor.password);
  await expect(page.getByRole("button", { name: tutor.name })).toBeVisible();
});

test("a request for another protocol is answered like any other, once there were pages, too", async ({ app, visit }) => {
  await (await visit()).goto("/sign-in");
  const wire = new Wire(Number(new URL(app.url).port));
  const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "", ""];
  for (const [path, status] of [
    ["/api/units", 419],
    ["/sign-in", 200],
    ["/nothing", 404],
  ] as const) {
    const bytes = Buffer.from([`GET ${path} HTTP/1.1`, "Host: 127.0.0.1", ...upgrade].join("\r\n"));
    expect([path, (await wire.ask(bytes)).status]).toEqual([path, status]);
  }
  wire.close();
});
