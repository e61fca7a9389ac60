import { expect, type Page } from "@playwright/test";

/** The sum of a page's shifts; from 0.1 on people are disturbed, and this is next to nothing. */
const MOST = 0.02;

/** A part of a page that moved without anybody having done anything, by how much, and what moved. */
export interface LayoutShift {
  readonly value: number;
  readonly moved: readonly string[];
}

declare global {
  interface Window {
    layoutShifts?: LayoutShift[];
  }
}

/** What Chromium tells of a shift; TypeScript's types of the DOM know it not. */
interface ShiftEntry extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Has every page that `page` opens from now on remember what moves in it. */
export async function watchLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: LayoutShift[] = [];
    window.layoutShifts = shifts;
    const nameOf = (node: Node | null) => {
      const element = node instanceof Element ? node : node?.parentElement;
      const text = element?.textContent?.trim().replaceAll(/\s+/g, " ").slice(0, 60);
      return `<${element?.tagName.toLowerCase()} class="${element?.getAttribute("class") ?? ""}"> ${text ?? ""}`;
    };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as ShiftEntry[]) {
        if (!entry.hadRecentInput) shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** That next to nothing in the page has moved until now, once two more frames were drawn. */
export async function expectStill(page: Page, name: string): Promise<void> {
  const shifts = await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    return window.layoutShifts ?? [];
  });
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  expect.soft(sum, `${name} moves: ${JSON.stringify(shifts, null, 1)}`).toBeLessThanOrEqual(MOST);
}
