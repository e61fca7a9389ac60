import { routesOfApp, screensOf, VISITORS } from "../src/screen-table";
import { signIn } from "../src/sign-in";
import { expectLoaded, expectSound, expectUncut } from "../src/sound";
import { expect, test } from "../src/test";
import { LOOKED_AT } from "../src/visited-world";

const WIDE = 1280;
const WIDTHS = [WIDE, 360];

for (const visitor of VISITORS) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`what ${visitor} sees is sound and accessible, ${colorScheme}, wide and narrow`, async ({ visitAs }) => {
      test.setTimeout(600_000);
      const { page, screens } = await visitAs(visitor, { colorScheme });
      for (const { name, path } of screens) {
        await page.goto(path);
        await expectLoaded(page);
        for (const width of WIDTHS) {
          // Axe takes longest, and finds in two of the four looks what is wrong with a colour scheme or a width.
          const check = (colorScheme === "light") === (width === WIDE) ? expectSound : expectUncut;
          await test.step(`${name}, ${width} px`, async () => {
            await page.setViewportSize({ width, height: 800 });
            await check(page, `${name}-${colorScheme}-${width}`);
          });
        }
      }
    });
  }
}

/** A page of 1280 px that is read at twice its size, and the largest of usual screens. */
const SIZES = [
  { what: "at 200 % zoom", mark: "zoomed", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, visitors: VISITORS },
  {
    what: "on a 4K screen",
    mark: "4k",
    viewport: { width: 3840, height: 2160 },
    deviceScaleFactor: 1,
    // Room is no trouble for those who have little to see.
    visitors: ["tutor", "overworked", "convenor", "admin"],
  },
];

for (const visitor of VISITORS) {
  for (const { what, mark, visitors, ...size } of SIZES) {
    if (!visitors.includes(visitor)) continue;
    test(`nothing of what ${visitor} sees is cut off ${what}`, async ({ visitAs }) => {
      test.setTimeout(600_000);
      const { page, screens } = await visitAs(visitor, size);
      for (const { name, path } of screens) {
        await test.step(name, async () => {
          await page.goto(path);
          await expectLoaded(page);
          await expectUncut(page, `${name}-${mark}`);
        });
      }
    });
  }
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
