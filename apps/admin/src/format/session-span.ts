import { formatDate, formatTime } from "./moments";

/** `14:05 – 14:50`, or `23:40 – Tue 18 Nov, 00:25` where it ends on another day: a session's wall times in a zone. */
export function formatSessionSpan(session: { readonly start: string; readonly end: string }, timezone: string): string {
  const endDate = formatDate(session.end, timezone);
  const end = endDate === formatDate(session.start, timezone) ? "" : `${endDate}, `;
  return `${formatTime(session.start, timezone)} – ${end}${formatTime(session.end, timezone)}`;
}
