import type { LocalDate } from "@tutor-times/core/local-date";

/** `14:05`: the wall time of an ISO instant in a zone. */
export function formatTime(iso: string, timezone: string): string {
  return formatter(timezone, "time").format(new Date(iso));
}

/** `14:05:09`: the wall time of an ISO instant in a zone, to the second. */
export function formatSeconds(iso: string, timezone: string): string {
  return formatter(timezone, "seconds").format(new Date(iso));
}

/** `Mon 17 Nov, 14:05`: an ISO instant in a zone. */
export function formatMoment(iso: string, timezone: string): string {
  return `${formatDate(iso, timezone)}, ${formatTime(iso, timezone)}`;
}

/** `Mon 17 Nov 2025, 14:05`: an ISO instant in a zone, for what is read years later or holds until another year. */
export function formatDatedMoment(iso: string, timezone: string): string {
  return `${formatDatedDay(iso, timezone)}, ${formatTime(iso, timezone)}`;
}

/** `Mon 17 Nov 2025`: the date of an ISO instant in a zone, with its year. */
export function formatDatedDay(iso: string, timezone: string): string {
  return `${formatDate(iso, timezone)} ${dateAt(iso, timezone).slice(0, 4)}`;
}

/** `Mon 17 Nov`: the date of an ISO instant in a zone. */
export function formatDate(iso: string, timezone: string): string {
  const parts = new Map(
    formatter(timezone, "date")
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get("weekday")?.slice(0, 3)} ${parts.get("day")} ${parts.get("month")?.slice(0, 3)}`;
}

/** `Monday 17 November`: the date of an ISO instant in a zone, in full. */
export function formatFullDate(iso: string, timezone: string): string {
  return formatter(timezone, "date").format(new Date(iso)).replace(",", "");
}

/** `2025-11-17`: the calendar date of an ISO instant in a zone. */
export function dateAt(iso: string, timezone: string): LocalDate {
  return formatter(timezone, "iso").format(new Date(iso)) as LocalDate;
}

const SHAPES = {
  iso: { year: "numeric", month: "2-digit", day: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  seconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  date: { weekday: "long", day: "numeric", month: "long" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timezone: string, shape: keyof typeof SHAPES): Intl.DateTimeFormat {
  const key = `${shape} ${timezone}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(shape === "iso" ? "sv-SE" : "en-AU", { ...SHAPES[shape], timeZone: timezone });
  formatters.set(key, made);
  return made;
}
