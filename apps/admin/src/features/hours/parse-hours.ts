/** Hours that somebody typed (`40`, `2.5`, `2,5`, or nothing for no limit) as whole minutes; undefined if that is none. */
export function parseHours(text: string): number | null | undefined {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return null;
  const hours = /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  const minutes = Math.round(hours * 60);
  return minutes >= 1 && minutes <= 366 * 24 * 60 ? minutes : undefined;
}

/** Minutes as the field shows them: `2.5`; empty for no limit. */
export function hoursText(minutes: number | null): string {
  return minutes === null ? "" : String(Number((minutes / 60).toFixed(2)));
}
