import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { forPage, procedures } from "../trpc/server";

export type Profile = Awaited<ReturnType<typeof readProfile>>;
export type UnitOfProfile = Profile["units"][number];

const readProfile = cache(async () => (await procedures()).viewer.me());

/** Who is signed in, with their units; whoever is not is sent to the sign-in page, and from there to `address`. */
export async function signedInProfile(address: string): Promise<Profile> {
  return forPage(address, readProfile);
}

/** Like `signedInProfile`, for pages that only staff have a use for: everybody else is sent home, where they read why. */
export async function staffProfile(address: string): Promise<Profile> {
  const profile = await signedInProfile(address);
  if (!isStaff(profile)) redirect("/");
  return profile;
}

/** Whether there is anything here for them: a unit in which they are, or were, staff; or all of them. */
export function isStaff(profile: Profile): boolean {
  return profile.systemRole === "admin" || staffUnits(profile).length > 0;
}

/** The units in which their own time may have been counted, and is theirs to see. */
export function staffUnits(profile: Profile): UnitOfProfile[] {
  return profile.units.filter((unit) => profile.systemRole === "admin" || unit.role !== "Student" || unit.ended);
}

/** The units whose whole time they may see. */
export function overseenUnits(profile: Profile): UnitOfProfile[] {
  return profile.units.filter((unit) => profile.systemRole === "admin" || (unit.role === "Convenor" && !unit.ended));
}
