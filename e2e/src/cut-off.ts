import type { Page } from "@playwright/test";

/**
 * What of a page cannot be read: a page that is wider than its window, boxes with text that end beyond it, and text that its
 * own box hides without the dots that say so. What scrolls within its own box is not cut off, nor is what only a screen
 * reader is told.
 */
export async function whatIsCutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide, its window ${clientWidth} px`] : [];
    const overflowOf = (element: Element) => getComputedStyle(element).overflowX;
    const scrolls = (element: Element) =>
      ["auto", "scroll"].includes(overflowOf(element)) && element.scrollWidth > element.clientWidth;
    const hidesWithin = (element: Element) =>
      element !== document.body &&
      element !== document.documentElement &&
      ["hidden", "clip"].includes(overflowOf(element)) &&
      element.getBoundingClientRect().right <= clientWidth + 1;
    const ancestorsOf = (element: Element) => {
      const all: Element[] = [];
      for (let one = element.parentElement; one !== null; one = one.parentElement) all.push(one);
      return all;
    };
    for (const element of document.body.querySelectorAll("*")) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "");
      const { width, height, left, right } = element.getBoundingClientRect();
      if (!hasText || width <= 1 || height <= 1 || element instanceof SVGElement) continue;
      // What is folded away has a size and a place all the same.
      if (!element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      if (style.visibility === "hidden" || style.clipPath !== "none") continue;
      const name = `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}"> ${element.textContent?.trim().slice(0, 60)}`;
      const around = ancestorsOf(element);
      // What a box within the window hides of its text is judged below.
      if ((right > clientWidth + 1 || left < -1) && !around.some((one) => scrolls(one) || hidesWithin(one)))
        found.push(`beyond the window: ${name}`);
      const hides = [element, ...around].find((one) => ["hidden", "clip"].includes(overflowOf(one)));
      if (hides === undefined || hides === document.documentElement || hides === document.body) continue;
      const hidden = hides.scrollWidth > hides.clientWidth + 1 && right > hides.getBoundingClientRect().right + 1;
      const saysSo = [element, ...around].some((one) => getComputedStyle(one).textOverflow === "ellipsis");
      if (hidden && !saysSo) found.push(`hidden: ${name}`);
    }
    return found;
  });
}
