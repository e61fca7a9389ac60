import { DomainError } from "./errors";
import { WEEKDAYS, type Weekday } from "./local-date";

/** When a tutorial meets every week, in the zone of its campus or else its unit. */
export interface Meeting {
  readonly meetingDay: Weekday;
  /** Wall time, `8:00` or `08:00`. */
  readonly meetingTime: string;
  /** Elapsed minutes, 1 to 1440. */
  readonly durationMinutes: number;
}

export const DEFAULT_TUTORIAL_MINUTES = 120;

/** The meeting itself if there can be one (rule 4). Throws DomainError `invalid` naming what is wrong with it. */
export function checkMeeting(meeting: Meeting): Meeting {
  const { meetingDay, meetingTime, durationMinutes } = meeting;
  if (!WEEKDAYS.includes(meetingDay)) {
    throw new DomainError("invalid", `meeting_day is invalid: ${meetingDay} is no English weekday`, "meeting_day");
  }
  if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(meetingTime)) {
    throw new DomainError("invalid", `meeting_time is invalid: ${meetingTime} is no time such as 8:00`, "meeting_time");
  }
  if (!Number.isInteger(durationMinutes) || durationMinutes < 1 || durationMinutes > 1_440) {
    throw new DomainError("invalid", `duration_minutes is invalid: ${durationMinutes} is not from 1 to 1440`, "duration_minutes");
  }
  return meeting;
}
