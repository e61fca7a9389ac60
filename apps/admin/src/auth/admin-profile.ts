import "server-only";
import { forbidden } from "next/navigation";
import { signedInProfile, type Profile } from "./profile";

/** Who is signed in, for pages that only administrators have a use for; 403 for everybody else. Procedures decide again. */
export async function adminProfile(address: string): Promise<Profile> {
  const profile = await signedInProfile(address);
  if (profile.systemRole !== "admin") forbidden();
  return profile;
}
