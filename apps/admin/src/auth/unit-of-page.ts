import "server-only";
import { isId } from "@tutor-times/core/ids";
import { forbidden, notFound } from "next/navigation";
import { overseenUnits, staffUnits, type Profile, type UnitOfProfile } from "./profile";

/**
 * The unit that a path names, for a page that shows all of it. Decides nothing but the status of the answer, before any
 * of it is sent: 404 where they have no role, 403 where it does not suffice. What they may read, the procedures decide.
 */
export function overseenUnit(profile: Profile, unitId: string): UnitOfProfile {
  const unit = profile.units.find(({ id }) => id === idIn(unitId));
  if (unit === undefined) notFound();
  if (!overseenUnits(profile).includes(unit)) forbidden();
  return unit;
}

/** The unit that a filter names if it is one of those they mark in, else the first of these. */
export function unitToMark(profile: Profile, unitId: number | undefined): UnitOfProfile | undefined {
  const current = staffUnits(profile).filter((unit) => !unit.ended);
  return current.find(({ id }) => id === unitId) ?? current[0];
}

/** An id in a path, or null: a path is text, and `007` or `1e3` are no ids. */
export function idIn(text: string): number | null {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
  return isId(id) ? id : null;
}
