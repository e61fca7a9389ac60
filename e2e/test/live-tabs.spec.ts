import { instant, MINUTE_MS } from "@tutor-times/core/instant";
import { recordActivity } from "@tutor-times/db/acts/record-activity";
import { loadViewer } from "@tutor-times/db/viewers";
import type { Page } from "puppeteer-core";
import { CuttableWay } from "../src/cuttable-way";
import { expect, test } from "../src/heartbeat-test";

const TABS = 8;

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

test("eight tabs share one stream; hidden ones have none; a lost connection says so and comes back", async ({
  app,
  db,
  found,
  realBrowser,
}) => {
  // By the real clock: this is about streams, not about time.
  await app.setClock(null);
  const now = () => instant(Date.now());
  const world = await found(now());
  const way = await CuttableWay.open(app.url);
  const context = await realBrowser.createBrowserContext();
  const act = async (action: "get-comments" | "get-submission-details", index: number) => {
    const viewer = await loadViewer(db, world.tutor.id, now());
    const { projectId, taskDefinitionId } = world.submissions[index % 4] ?? world.submissions[0];
    if (viewer === null) throw new Error("The tutor may not mark");
    await recordActivity(
      db,
      { scope: viewer.scope, now: now(), ipAddress: "203.0.113.9" },
      { projectId, taskDefinitionId, action },
    );
    // These acts did not go through the server; it is told as another process of it would tell it.
    await db.pool.query("SELECT pg_notify('tutor_times_changes', $1)", [`${world.unit.id}:${world.tutor.id}`]);
  };
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
    await act("get-comments", 0);
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
    await act("get-submission-details", 1);
    await sees(other, "Marking now");
  } finally {
    await context.close();
    way.close();
  }
});

test.setTimeout(2 * MINUTE_MS);
