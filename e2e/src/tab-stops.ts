import type { Page } from "@playwright/test";

/** What the focus is on. */
export interface TabStop {
  readonly name: string;
  /** Whether it can be seen that the focus is here: an outline, and nothing over it. */
  readonly isShown: boolean;
}

const TABBABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/**
 * Goes through the whole page with the Tab key. Returns where the focus came by, in order, and what a keyboard should reach
 * but did not: everything that can be clicked or typed into.
 */
export async function tabThrough(page: Page, most = 500): Promise<{ stops: readonly TabStop[]; missed: readonly string[] }> {
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
      const { left, top, width, height } = element.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const over = document.elementFromPoint(left + width / 2, top + height / 2);
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
