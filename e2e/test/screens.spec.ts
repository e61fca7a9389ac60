import type { Page } from "@playwright/test";
import { expectStill, watchLayoutShifts } from "../src/layout-shifts";
import { routesOfApp, screensOf, VISITORS, type Visitor } from "../src/screen-table";
import { signIn } from "../src/sign-in";
import { expectLoaded, expectSound, expectUncut, expectUncutInPicture } from "../src/sound";
import { expectKeyboardReaches } from "../src/tab-stops";
import { expect, test } from "../src/test";
import { LOOKED_AT } from "../src/visited-world";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 800 };
/** A page of 1280 px that is read at twice its size has room for half of it. */
const ZOOMED = { width: 640, height: 400 };
/** The largest of usual screens. Room is no trouble for those who have little to see. */
const LARGE = { width: 3840, height: 2160 };
const WITH_MUCH_TO_SEE: readonly Visitor[] = ["tutor", "overworked", "convenor", "admin"];

/** Slow enough that a page arrives in parts: a poor mobile network. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };
/** So slow that a list arrives a few rows at a time. */
const ROW_BY_ROW = { ...SLOW, downloadThroughput: 20_000 };

for (const visitor of VISITORS) {
  test(`what ${visitor} sees in light colours jumps nowhere, is accessible, wide and narrow, and a keyboard reaches it`, async ({
    visitAs,
  }) => {
    test.setTimeout(900_000);
    const { page, screens } = await visitAs(visitor, { viewport: WIDE });
    await arriveSlowly(page);
    for (const { name, path } of screens) {
      await test.step(name, async () => {
        await page.setViewportSize(WIDE);
        await page.goto(path, { waitUntil: "load" });
        await expectLoaded(page);
        await expectStill(page, name);
        // Axe takes longest, and finds in two of the four looks what is wrong with a colour scheme or a width.
        await expectSound(page, `${name}-light-1280`);
        if (visitor !== "overworked") await expectKeyboardReaches(page, name);
        await page.setViewportSize(NARROW);
        await expectUncutInPicture(page, `${name}-light-360`);
      });
    }
  });

  test(`what ${visitor} sees in dark colours jumps nowhere, is accessible, and fits from a phone's screen to a 4K one`, async ({
    visitAs,
  }) => {
    test.setTimeout(900_000);
    // Elsewhere than the unit, which pages say.
    const { page, screens } = await visitAs(visitor, { colorScheme: "dark", viewport: NARROW, timezoneId: "America/Santiago" });
    // Nothing that the page before has left behind: neither fonts nor scripts.
    await arriveSlowly(page, { cacheDisabled: true });
    for (const { name, path } of screens) {
      await test.step(name, async () => {
        await page.setViewportSize(NARROW);
        await page.goto(path, { waitUntil: "load" });
        await expectLoaded(page);
        await expectStill(page, name);
        await expectSound(page, `${name}-dark-360`);
        await page.setViewportSize(ZOOMED);
        await expectUncut(page, `${name}-zoomed`);
        await page.setViewportSize(WIDE);
        await expectUncutInPicture(page, `${name}-dark-1280`);
        if (!WITH_MUCH_TO_SEE.includes(visitor)) return;
        await page.setViewportSize(LARGE);
        await expectUncut(page, `${name}-4k`);
      });
    }
  });
}

test("lists that admin sees keep their columns while row after row arrives", async ({ visitAs }) => {
  test.setTimeout(300_000);
  const { page, screens } = await visitAs("admin", { viewport: WIDE });
  // Styles and scripts are in the cache then, and it is the rows that are waited for.
  for (const { path } of screens) await page.goto(path, { waitUntil: "load" });
  await arriveSlowly(page, { network: ROW_BY_ROW });
  for (const { name, path } of screens) {
    await test.step(name, async () => {
      await page.goto(path, { waitUntil: "load" });
      await expectStill(page, name);
    });
  }
});

/** What `page` opens from now on comes over a slow network, and it is watched what moves meanwhile. */
async function arriveSlowly(page: Page, { cacheDisabled = false, network = SLOW } = {}): Promise<void> {
  await watchLayoutShifts(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Network.setCacheDisabled", { cacheDisabled });
}

test("every page of the app is among the screens that are looked at", async ({ db, found }) => {
  const world = await found(LOOKED_AT);
  const looked = await Promise.all(VISITORS.map((visitor) => screensOf(visitor, world, db)));
  expect([...new Set(looked.flat().map(({ route }) => route))].toSorted()).toEqual(routesOfApp());
});

test("what opens on a screen is accessible as well: menus, notes, columns, tables, dialogs", async ({ visitAs }) => {
  test.setTimeout(600_000);
  const { page, world } = await visitAs("tutor");
  const opened: readonly (readonly [name: string, path: string, open: () => Promise<void>])[] = [
    ["account menu", "/", () => page.getByRole("button", { name: world.tutor.name }).click()],
    ["how counted", "/", () => page.getByRole("button", { name: "How this is counted: Marking", exact: true }).click()],
    ["days as a table", "/?range=last-week", () => page.getByText("Show as a table").click()],
    ["other days", "/", () => page.getByText("Other days …").click()],
    ["columns", "/sessions?range=last-week", () => page.getByRole("button", { name: "Columns" }).click()],
    ["week as a table", "/week?range=last-week", () => page.getByText("Show as a table").click()],
    ["address problems", "/?zone=Atlantis/Centre&from=never", async () => {}],
    ["sign out everywhere", "/profile", () => page.getByRole("button", { name: "Sign out everywhere …" }).click()],
    [
      "new token",
      "/profile",
      async () => {
        await page.getByLabel("What is it for?").fill("A program");
        await page.getByRole("button", { name: "Make a token" }).click();
        await expect(page.getByText("This is the token.")).toBeVisible();
      },
    ],
    [
      "calendar address",
      "/profile",
      async () => {
        await page.getByRole("button", { name: "Make an address" }).click();
        await expect(page.getByText("This is the address.")).toBeVisible();
      },
    ],
  ];
  for (const [name, path, open] of opened) {
    await page.goto(path);
    await open();
    for (const colorScheme of ["light", "dark"] as const) {
      await test.step(`${name}, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        await expectSound(page, `opened-${name.replaceAll(" ", "-")}-${colorScheme}`);
      });
    }
  }
});

test("pages that say no are sound and accessible as well", async ({ visitAs }) => {
  const { page, world } = await visitAs("tutor", { faulty: true });
  const refusals = [
    ["no-such-page", "/no/such/page", 404],
    ["no-such-session", "/sessions/4711", 404],
    ["not-for-tutors", `/units/${world.unit.id}`, 403],
  ] as const;
  for (const [name, path, status] of refusals) {
    expect((await page.goto(path))?.status(), name).toBe(status);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectSound(page, `${name}-${colorScheme}`);
    }
  }
});

test("a figure says how it is counted, and the colours can be chosen and stay", async ({ app, found, visit }) => {
  const { tutor, unit } = await found(LOOKED_AT);
  await app.setClock(LOOKED_AT);
  const page = await visit();
  await signIn(page, tutor);
  await page.getByRole("button", { name: "How this is counted: Marking", exact: true }).click();
  const note = page.getByRole("note").filter({ visible: true });
  await expect(note).toContainText(/15 min/);
  await expect(note).toContainText(/5 min/);
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);

  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: tutor.name }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.goto(`/desk?unit=${unit.id}`);
  expect(await ground()).toBe(dark);
});
