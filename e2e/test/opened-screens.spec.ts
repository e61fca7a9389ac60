import { parseInstant } from "@tutor-times/core/instant";
import type { Page } from "@playwright/test";
import { rememberTwoWeeks } from "../src/history";
import { openedByAdmin, openedByConvenor, type OpenedState } from "../src/opened-states";
import { signIn } from "../src/sign-in";
import { expectSound } from "../src/sound";
import { storedSessions } from "../src/stored";
import { test } from "../src/test";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");

// What is refused here is refused by the server, which a browser notes as an error: so these pages may be faulty.

for (const [where, isThere] of [
  ["of the timetable", (path: string) => path.endsWith("/timetable")],
  ["of all else", (path: string) => !path.endsWith("/timetable")],
] as const) {
  test(`what opens on the convenor's screens ${where} is accessible: dialogs, forms, previews, refusals`, async ({
    app,
    db,
    found,
    visit,
  }) => {
    const world = await found(NOW);
    await rememberTwoWeeks(db, world, NOW);
    const session = (await storedSessions(db, world.unit.id)).find(({ userId }) => userId === world.tutor.id);
    await app.setClock(NOW);
    const page = await visit({ faulty: true });
    await signIn(page, world.convenor);
    await openEach(
      page,
      openedByConvenor(page, world, session?.id ?? 0).filter(({ path }) => isThere(path)),
    );
  });
}

test("what opens on the screens of administrators is accessible: dialogs, forms, refusals", async ({ app, found, visit }) => {
  const world = await found(NOW);
  await app.setClock(NOW);
  const page = await visit({ faulty: true });
  await signIn(page, world.admin);
  await openEach(page, openedByAdmin(page, world));
});

async function openEach(page: Page, states: readonly OpenedState[]): Promise<void> {
  for (const { name, path, open } of states) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path);
    await open();
    // Else the heading of the page would cover what was scrolled below it.
    await page.evaluate(() => window.scrollTo(0, 0));
    await test.step(`${name}, wide and light, narrow and dark`, async () => {
      await expectSound(page, `opened-${name}-light-1280`);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 360, height: 800 });
      await expectSound(page, `opened-${name}-dark-360`);
    });
  }
}
