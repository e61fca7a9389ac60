import type { VouchedFor } from "@tutor-times/db/sign-in-identity";
import type { OidcSettings } from "./oidc-settings";

/** What a provider's claims say, under the names that it has for them. Claims of other types than expected say nothing. */
export function vouchedFor(settings: OidcSettings, claims: Readonly<Record<string, unknown>>): VouchedFor | null {
  const text = (name: string) => {
    const claim = claims[name];
    return typeof claim === "string" && claim.trim() !== "" && claim.length <= 255 && !claim.includes("\0") ? claim.trim() : null;
  };
  const subject = text("sub");
  if (subject === null) return null;
  const email = text(settings.OIDC_EMAIL_CLAIM);
  // What the provider verified is `email`; another claim, which people may be able to set, is not verified with it.
  const verified = text("email") ?? email;
  const groups = [claims[settings.OIDC_GROUPS_CLAIM]].flat();
  return {
    issuer: settings.OIDC_ISSUER,
    subject,
    username: text(settings.OIDC_USERNAME_CLAIM),
    email,
    emailVerified: claims["email_verified"] === true && email?.toLowerCase() === verified?.toLowerCase(),
    firstName: text(settings.OIDC_FIRST_NAME_CLAIM) ?? "",
    lastName: text(settings.OIDC_LAST_NAME_CLAIM) ?? "",
    roles: Object.entries(settings.OIDC_GROUP_ROLES).flatMap(([group, role]) => (groups.includes(group) ? [role] : [])),
  };
}
