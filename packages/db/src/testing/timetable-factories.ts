import { randomBytes } from "node:crypto";
import type { TutorialId, UnitId } from "@tutor-times/core/ids";
import type { Weekday } from "@tutor-times/core/local-date";
import type { Database } from "../database";
import { materialiseWindows } from "../timetable/windows";
import type { MadeUnit, MadeUnitRole } from "./factories";
import { insertRow } from "./insert-row";

export interface GivenTutorial {
  readonly unit: MadeUnit;
  /** Who teaches it. */
  readonly role: MadeUnitRole;
  /** Default Wednesday. */
  readonly meetingDay?: Weekday;
  /** Wall time, default `10:00`. */
  readonly meetingTime?: string;
  /** Default 120. */
  readonly durationMinutes?: number;
  /** `YYYY-MM-DD`, both included; default: the unit's. */
  readonly startDate?: string;
  readonly endDate?: string;
  /** Dates on which it does not take place. */
  readonly cancelled?: readonly string[];
  /** Its campus, whose zone counts; default: none, and the unit's zone. */
  readonly campus?: { readonly id: number; readonly timezone: string | null };
  readonly stream?: { readonly id: number; readonly cutsSessions: boolean };
  readonly abbreviation?: string;
  readonly externalId?: string;
}

/** A weekly class with all its windows, as the timetable's own functions would store them. */
export async function makeTutorial(db: Database, given: GivenTutorial): Promise<{ id: TutorialId }> {
  const { unit, role, cancelled = [], campus, stream, ...rest } = given;
  const times = { meetingDay: "Wednesday", meetingTime: "10:00", durationMinutes: 120 } as const;
  const tutorial = { ...times, abbreviation: `W${randomBytes(3).toString("hex")}`, ...rest };
  const keys = { unitId: unit.id, unitRoleId: role.id, campusId: campus?.id, streamId: stream?.id };
  const id = await insertRow<TutorialId>(db, "tutorials", { ...tutorial, ...keys });
  for (const date of cancelled) await insertRow(db, "tutorial_cancellations", { tutorialId: id, date }, null);
  await materialiseWindows(db.pool, unit.id);
  return { id };
}

export async function makeCampus(
  db: Database,
  given: { name?: string; abbreviation?: string; timezone?: string | null } = {},
): Promise<{ id: number; timezone: string | null }> {
  const name = `Campus ${randomBytes(4).toString("hex")}`;
  const campus = { name, abbreviation: name, timezone: null, ...given };
  return { id: await insertRow(db, "campuses", campus), timezone: campus.timezone };
}

export async function makeStream(
  db: Database,
  given: { unitId: UnitId; name?: string; cutsSessions?: boolean },
): Promise<{ id: number; cutsSessions: boolean }> {
  const stream = { name: `Stream ${randomBytes(4).toString("hex")}`, cutsSessions: true, ...given };
  return { id: await insertRow(db, "tutorial_streams", stream), cutsSessions: stream.cutsSessions };
}
