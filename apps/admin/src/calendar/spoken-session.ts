import { formatFullDate, formatTime } from "../format/moments";

interface Spoken {
  readonly start: string;
  readonly end: string;
  readonly durationMinutes: number;
  readonly unitCode: string;
  readonly duringTutorial: boolean;
  readonly continues: boolean;
  readonly removed: object | null;
}

/** `Thursday 10 September, 10:00 to 10:45, 45 minutes, SIT101, during a tutorial`: all that a block shows, for a screen reader. */
export function spokenSession(session: Spoken, timezone: string): string {
  const [startDay, endDay] = [formatFullDate(session.start, timezone), formatFullDate(session.end, timezone)];
  const end = `${startDay === endDay ? "" : `${endDay}, `}${formatTime(session.end, timezone)}`;
  return [
    startDay,
    `${formatTime(session.start, timezone)} to ${end}`,
    spokenMinutes(session.durationMinutes),
    session.unitCode,
    ...(session.duringTutorial ? ["during a tutorial"] : []),
    ...(session.continues ? ["continued"] : []),
    ...(session.removed === null ? [] : ["removed, counts in no figure"]),
  ].join(", ");
}

/** `1 hour 45 minutes`: a voice reads `min` as a word. */
function spokenMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours === 0 ? [] : [`${hours} ${hours === 1 ? "hour" : "hours"}`]),
    ...(rest === 0 && hours > 0 ? [] : [`${rest} ${rest === 1 ? "minute" : "minutes"}`]),
  ];
  return parts.join(" ");
}
