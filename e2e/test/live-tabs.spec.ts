import { instant, MINUTE_MS } from "@tutor-times/core/instant";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import type { TestDatabase } from "@tutor-times/db/testing/test-database";
import { loadViewer } from "@tutor-times/db/viewers";
import type { Page } from "puppeteer-core";
import { CuttableWay } from "../src/cuttable-way";
import { expect, test } from "../src/heartbeat-test";
import { signIn } from "../src/sign-in";
import type { World } from "../src/world";

const TABS = 8;
test.setTimeout(2 * MINUTE_MS);

const look = (tab: Page) => tab.evaluate(() => document.visibilityState);

/** Brings a tab to the front. A browser without any windows hides nothing by itself, but what is minimised. */
async function show(front: Page, others: readonly Page[]): Promise<void> {
  await front.bringToFront();
  for (const tab of others) if (tab !== front && (await look(tab)) === "visible") await resize(tab, "minimized");
  if ((await look(front)) === "hidden") await resize(front, "normal");
}

async function resize(tab: Page, windowState: "minimized" | "normal"): Promise<void> {
  const session = await tab.createCDPSession();
  const { windowId } = await session.send("Browser.getWindowForTarget");
  await session.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
  await session.detach();
  // Not by frames: a page that is hidden draws none.
  const expected = windowState === "normal" ? "visible" : "hidden";
  await tab.waitForFunction((state) => document.visibilityState === state, { polling: 100 }, expected);
}

/** Asked anew each time, since a page that is being left answers nothing. */
async function sees(tab: Page, text: string): Promise<void> {
  const shown = () => tab.evaluate(() => document.body.innerText).catch(() => "");
  await expect.poll(shown, { timeout: 30_000 }).toContain(text);
}

const now = () => instant(Date.now());

/** An act of the world's tutor that did not go through the server; it is told as another process of it would tell it. */
async function act(db: TestDatabase, world: World, action: "get-comments" | "get-submission-details"): Promise<void> {
  const viewer = await loadViewer(db, world.tutor.id, now());
  const [{ projectId, taskDefinitionId }] = world.submissions;
  if (viewer === null) throw new Error("The tutor may not mark");
  await recordActivity(
    db,
    { scope: viewer.scope, now: now(), ipAddress: "203.0.113.9" },
    { projectId, taskDefinitionId, action },
  );
  await db.pool.query("SELECT pg_notify('tutor_times_changes', $1)", [`${world.unit.id}:${world.tutor.id}`]);
}

test("eight tabs share one stream; hidden ones have none; a lost connection says so and comes back", async ({
  app,
  db,
  found,
  realBrowser,
}) => {
  // By the real clock: this is about streams, not about time.
  await app.setClock(null);
  const world = await found(now());
  const way = await CuttableWay.open(app.url);
  const context = await realBrowser.createBrowserContext();
  try {
    const first = await context.newPage();
    await first.goto(`${way.url}/sign-in`);
    await first.type("input[name=username]", world.tutor.username);
    await first.type("input[name=password]", world.tutor.password);
    await first.keyboard.press("Enter");
    await sees(first, "My marking");
    const tabs = [first];
    while (tabs.length < TABS) {
      const tab = await context.newPage();
      await tab.goto(`${way.url}/week`);
      tabs.push(tab);
    }

    // Those in sight (a browser without windows hides none by itself) share one stream, and all hear of an act.
    await expect.poll(() => way.streams).toBe(1);
    for (const tab of tabs) await sees(tab, "Nothing is being counted right now.");
    await act(db, world, "get-comments");
    const seen = [];
    for (const tab of tabs) if ((await look(tab)) === "visible") seen.push(tab);
    for (const tab of seen) await sees(tab, "Marking now");
    expect(way.streams).toBe(1);

    // Nobody looks: no stream.
    await show(await context.newPage(), tabs);
    for (const tab of tabs) expect(await look(tab)).toBe("hidden");
    await expect.poll(() => way.streams).toBe(0);

    // One is looked at again: it is up to date at once, and has the stream.
    const [back, other] = [tabs[3] ?? first, tabs[5] ?? first];
    await show(back, tabs);
    await sees(back, "Marking now");
    await expect.poll(() => way.streams).toBe(1);

    // The connection is lost, and comes back.
    way.cut();
    await sees(back, "the connection was lost");
    way.mend();
    await back.waitForFunction(() => !document.body.innerText.includes("the connection was lost"), {
      polling: 100,
      timeout: 30_000,
    });
    await expect.poll(() => way.streams).toBe(1);

    // The one with the stream is closed; another takes over.
    await back.close();
    await show(
      other,
      tabs.filter((tab) => tab !== back),
    );
    await expect.poll(() => way.streams).toBe(1);
    await act(db, world, "get-submission-details");
    await sees(other, "Marking now");
  } finally {
    await context.close();
    way.close();
  }
});

test("a page whose connection is lost while it is drawn anew stays as it is, says so, and is up to date once it is back", async ({
  app,
  db,
  found,
  visit,
}) => {
  await app.setClock(null);
  const world = await found(now());
  const way = await CuttableWay.open(app.url);
  try {
    const page = await visit({ baseURL: way.url, faulty: true });
    await signIn(page, world.tutor);
    await page.goto("/");
    // A page that was left and loaded again would know nothing of this.
    await page.evaluate(() => document.body.classList.add("as-it-was"));
    await expect(page.getByText("Nothing is being counted right now.")).toBeVisible();
    await expect.poll(() => way.streams).toBe(1);

    way.cutInsideRefresh();
    // Told again until the server listens for this page.
    await expect
      .poll(async () => {
        await act(db, world, "get-comments");
        return way.isCut;
      })
      .toBe(true);
    await expect(page.getByText("the connection was lost").first()).toBeVisible();

    await expect(page.getByRole("heading", { level: 1 })).toHaveText("My marking");

    way.mend();
    await expect(page.getByText("Marking now")).toBeVisible();
    await expect(page.getByText("the connection was lost")).toHaveCount(0);
    await expect(page.locator("body.as-it-was")).toBeVisible();
  } finally {
    way.close();
  }
});
