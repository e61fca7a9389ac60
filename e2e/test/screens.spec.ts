import type { Page } from "@playwright/test";
import { parseInstant } from "@tutor-times/core/instant";
import { makeUnit, makeUnitRole } from "@tutor-times/db/testing/factories";
import { rememberTwoWeeks } from "../src/history";
import { fillWithCrowd } from "../src/crowd";
import { adminScreens, routesOfApp, screensOf, unitScreens, VISITORS, type Screen } from "../src/screen-table";
import { signIn } from "../src/sign-in";
import { expectSound, expectToFit } from "../src/sound";
import { expect, test } from "../src/test";

/** A Wednesday, 16:00 in Melbourne. */
const NOW = parseInstant("2025-10-08T05:00:00.000Z");

interface Look {
  readonly colorScheme: "light" | "dark";
  readonly width: number;
}

const WIDTHS = [1280, 360];

// A test for each of the two schemes: all of it at once takes longer than one test may on a busy machine.
for (const visitor of VISITORS) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`what ${visitor} sees is sound and accessible, ${colorScheme}, wide and narrow`, async ({ app, db, found, visit }) => {
      const world = await found(NOW);
      if (visitor === "tutor" || visitor === "convenor") await rememberTwoWeeks(db, world, NOW);
      await app.setClock(NOW);
      const page = await visit();
      if (visitor !== "nobody") await signIn(page, world[visitor]);
      const looks = WIDTHS.map((width) => ({ colorScheme, width }));
      await lookAt(page, await screensOf(visitor, world, db), looks);
    });
  }
}

/** With more than fits, and with nothing yet, two looks tell. */
const SOME_LOOKS: readonly Look[] = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
];

test("a unit with eighty tutors and long names, some from right to left, is sound on every screen, and fits a narrow one", async ({
  app,
  db,
  found,
  visit,
}) => {
  // Pages with hundreds of sessions and thousands of cells.
  test.slow();
  const world = await found(NOW);
  await rememberTwoWeeks(db, world, NOW);
  await fillWithCrowd(db, world, NOW);
  await app.setClock(NOW);
  for (const [person, screens] of [
    [world.convenor, unitScreens(world, "-overfull")],
    [world.admin, adminScreens("-overfull")],
  ] as const) {
    const page = await visit();
    await signIn(page, person);
    await lookAt(page, screens, SOME_LOOKS.slice(0, 1));
    await lookAt(page, screens, SOME_LOOKS.slice(1), expectToFit);
  }
});

test("a unit in which nothing has happened yet says on every screen what would be there", async ({ app, db, found, visit }) => {
  const world = await found(NOW);
  const unit = await makeUnit(db, { code: "SIT303", name: "A new unit" });
  await makeUnitRole(db, { unitId: unit.id, userId: world.convenor.id, role: "convenor" });
  await app.setClock(NOW);
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
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.locator("output", { hasText: "Loading" })).toHaveCount(0);
    for (const { colorScheme, width } of all) {
      await test.step(`${name}, ${colorScheme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await check(page, `${name}-${colorScheme}-${width}`);
      });
    }
  }
}

test("every page of the app is among the screens that are looked at", async ({ db, found }) => {
  const world = await found(NOW);
  const looked = await Promise.all(VISITORS.map((visitor) => screensOf(visitor, world, db)));
  expect([...new Set(looked.flat().map(({ route }) => route))].toSorted()).toEqual(routesOfApp());
});

test("what opens on a screen is accessible as well: menus, notes, columns, tables, dialogs", async ({
  app,
  db,
  found,
  visit,
}) => {
  const world = await found(NOW);
  await rememberTwoWeeks(db, world, NOW);
  await app.setClock(NOW);
  const page = await visit();
  await signIn(page, world.tutor);
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

test("a figure says how it is counted, and the colours can be chosen and stay", async ({ app, found, visit }) => {
  const { tutor, unit } = await found(NOW);
  await app.setClock(NOW);
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
