import { expect, type Page } from "@playwright/test";

/** What the focus is on. */
interface TabStop {
  readonly name: string;
  /** Whether it can be seen that the focus is here: an outline, and nothing over it. */
  readonly isShown: boolean;
}

const TABBABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** That the Tab key reaches everything in `page`, and that it is seen where it is. */
export async function expectKeyboardReaches(page: Page, name: string): Promise<void> {
  const { stops, missed } = await tabThrough(page);
  expect(missed, `${name}: what the keyboard does not reach`).toEqual([]);
  const unseen = stops.filter(({ isShown }) => !isShown).map((stop) => stop.name);
  expect(unseen, `${name}: where the focus cannot be seen`).toEqual([]);
  expect(stops.length, name).toBeGreaterThan(2);
}

/**
 * Goes through the whole page with the Tab key. Returns where the focus came by, in order, and what a keyboard should reach
 * but did not: everything that can be clicked or typed into.
 */
async function tabThrough(page: Page, most = 1_000): Promise<{ stops: readonly TabStop[]; missed: readonly string[] }> {
  await page.evaluate(() => {
    const active = document.activeElement;
    if (active instanceof HTMLElement) active.blur();
    window.getSelection()?.removeAllRanges();
  });
  const expected = await page.evaluateHandle((selector) => {
    const shown = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0;
    return [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => shown(one) && !one.matches(":disabled"));
  }, TABBABLE);
  const reached = await page.evaluateHandle(() => new Set<Element>());
  const stops: TabStop[] = [];
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await reached.evaluate((known): TabStop | "within" | null => {
      const element = document.activeElement;
      // A date has several fields within it.
      if (element !== null && element === [...known].at(-1)) return "within";
      if (element === null || element === document.body || known.has(element)) return null;
      known.add(element);
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      // A field is moved into the window as far as its caret is concerned.
      const middle = (from: number, to: number, end: number) => (Math.max(from, 0) + Math.min(to, end)) / 2;
      const over = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
      const isUncovered = over !== null && (element.contains(over) || over.contains(element));
      return {
        name: `${element.tagName.toLowerCase()} ${element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 60)}`,
        isShown: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && isUncovered,
      };
    });
    if (stop === null) break;
    if (stop !== "within") stops.push(stop);
  }
  const missed = await expected.evaluate(
    (elements, known) =>
      elements
        .filter((one) => !known.has(one))
        .map((one) => `${one.tagName.toLowerCase()} ${one.textContent?.trim().slice(0, 60)}`),
    reached,
  );
  return { stops, missed };
}
