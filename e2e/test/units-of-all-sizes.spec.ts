import type { Page } from "@playwright/test";
import { makeUnit, makeUnitRole } from "@tutor-times/db/testing/factories";
import { fillWithCrowd } from "../src/crowd";
import { rememberTwoWeeks } from "../src/history";
import { adminScreens, unitScreens, type Screen } from "../src/screen-table";
import { signIn } from "../src/sign-in";
import { expectLoaded, expectSound, expectToFit } from "../src/sound";
import { test } from "../src/test";
import { LOOKED_AT } from "../src/visited-world";

interface Look {
  readonly colorScheme: "light" | "dark";
  readonly width: number;
}

/** With more than fits, and with nothing yet, two looks tell. */
const SOME_LOOKS: readonly Look[] = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
];

test("a unit with eighty tutors and long names, some from right to left, fits every screen, a narrow one as well", async ({
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
    await lookAt(page, screens, SOME_LOOKS, expectToFit);
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
  await lookAt(page, lists, SOME_LOOKS);
});

/** That `screens` are sound, or pass another check, in each of `all` looks. */
async function lookAt(page: Page, screens: readonly Screen[], all: readonly Look[], check = expectSound): Promise<void> {
  for (const { name, path } of screens) {
    await page.goto(path);
    await expectLoaded(page);
    for (const { colorScheme, width } of all) {
      await test.step(`${name}, ${colorScheme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await check(page, `${name}-${colorScheme}-${width}`);
      });
    }
  }
}
