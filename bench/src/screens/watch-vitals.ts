/** What is observed within the page from its very beginning. */
export interface Vitals {
  firstPaintMs: number;
  largestPaintMs: number;
  shift: number;
  readonly tasks: { readonly startMs: number; readonly ms: number }[];
}

export type Watched = typeof globalThis & { vitals?: Vitals };

/** Runs in the page, before anything else does. */
export function watchVitals(): void {
  const vitals: Vitals = { firstPaintMs: 0, largestPaintMs: 0, shift: 0, tasks: [] };
  (globalThis as Watched).vitals = vitals;
  const observe = (type: string, see: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  observe("paint", (entry) => {
    if (entry.name === "first-contentful-paint") vitals.firstPaintMs = entry.startTime;
  });
  observe("largest-contentful-paint", (entry) => (vitals.largestPaintMs = entry.startTime));
  observe("layout-shift", (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) vitals.shift += value;
  });
  observe("longtask", (entry) => vitals.tasks.push({ startMs: entry.startTime, ms: entry.duration }));
}
