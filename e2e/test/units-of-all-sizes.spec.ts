import type { Page } from "@playwright/test";
import { makeUnit, makeUnitRole } from "@tutor-times/db/testing/factories";
import { fillWithCrowd } from "../src/crowd";
import { rememberTwoWeeks } from "../src/history";
import { expectStill, watchLayoutShifts } from "../src/layout-shifts";
import { adminScreens, unitScreens, type Screen } from "../src/screen-table";
import { signIn } from "../src/sign-in";
import { expectLoaded, expectSound, expectUncutInPicture } from "../src/sound";
import { expect, test } from "../src/test";
import { LOOKED_AT } from "../src/visited-world";

/** With more than fits, and with nothing yet, two looks tell; axe, which takes longest, looks where there is least room. */
const LOOKS = [
  { colorScheme: "light", width: 1280, check: expectUncutInPicture },
  { colorScheme: "dark", width: 360, check: expectSound },
] as const;

test("a unit with eighty tutors and long names, some from right to left, jumps nowhere and fits every screen, a narrow one as well", async ({
  app,
  db,
  found,
  visit,
}) => {
  // Pages with hundreds of sessions and thousands of cells.
  test.slow();
  const world = await found(LOOKED_AT);
  await rememberTwoWeeks(db, world, LOOKED_AT);
  await fillWithCrowd(db, world, LOOKED_AT);
  await app.setClock(LOOKED_AT);
  for (const [person, screens] of [
    [world.convenor, unitScreens(world, "-overfull")],
    [world.admin, adminScreens("-overfull")],
  ] as const) {
    const page = await visit();
    await signIn(page, person);
    await lookAt(page, screens);
    if (person !== world.convenor) continue;
    await test.step("whose row it is can be read wherever a table is scrolled to", async () => {
      await page.goto(`/units/${world.unit.id}/hours`);
      await page
        .getByRole("region", { name: "Staff and hours" })
        .evaluate((table) => table.scrollTo({ left: table.scrollWidth }));
      await expect(page.getByRole("button", { name: `Set hours of ${world.tutor.name}` })).toBeInViewport();
      await expect(page.getByRole("link", { name: world.tutor.name })).toBeInViewport();
    });
  }
});

test("a unit in which nothing has happened yet says on every screen what would be there", async ({ app, db, found, visit }) => {
  const world = await found(LOOKED_AT);
  const unit = await makeUnit(db, { code: "SIT303", name: "A new unit" });
  await makeUnitRole(db, { unitId: unit.id, userId: world.convenor.id, role: "convenor" });
  await app.setClock(LOOKED_AT);
  const page = await visit();
  await signIn(page, world.convenor);
  // Of nobody and of nothing in particular.
  const lists = unitScreens({ ...world, unit }, "-new").filter(
    ({ route }) => !route.replace("/units/[unitId]", "").endsWith("Id]"),
  );
  await lookAt(page, lists);
});

/** That `screens` are sound, and that nothing of them moves while they arrive. */
async function lookAt(page: Page, screens: readonly Screen[]): Promise<void> {
  await watchLayoutShifts(page);
  for (const { name, path } of screens) {
    await page.goto(path);
    await expectLoaded(page);
    await expectStill(page, name);
    for (const { colorScheme, width, check } of LOOKS) {
      await test.step(`${name}, ${colorScheme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await check(page, `${name}-${colorScheme}-${width}`);
      });
    }
  }
}
