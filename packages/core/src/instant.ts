/** A moment in whole milliseconds since 1970-01-01T00:00Z. Everything finer is truncated on entry (domain rule: §1). */
export type Instant = number & { readonly __instant: true };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The instant `epochMs` milliseconds after 1970-01-01T00:00Z, truncated to whole milliseconds. Throws RangeError on NaN. */
export function instant(epochMs: number): Instant {
  if (!Number.isFinite(epochMs)) throw new RangeError(`${epochMs} is no instant`);
  return Math.floor(epochMs) as Instant;
}

/** Parses an ISO 8601 instant with a zone (`2025-10-08T05:04:00.000Z`). Throws RangeError if it is none. */
export function parseInstant(text: string): Instant {
  const epochMs = /(Z|[+-]\d\d:?\d\d)$/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epochMs)) throw new RangeError(`"${text}" is no instant`);
  return instant(epochMs);
}

/** `2025-10-08T05:04:00.000Z` */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString();
}

/** The instant of a JavaScript date, as the database driver gives them. */
export function instantOf(date: Date): Instant {
  return instant(date.getTime());
}

/** `at` moved by `ms` milliseconds. */
export function addMs(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
