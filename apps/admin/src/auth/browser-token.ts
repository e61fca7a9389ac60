import { decode } from "next-auth/jwt";

/** next-auth's own names: the second is used once the address is HTTPS. */
const COOKIE_NAMES = ["next-auth.session-token", "__Secure-next-auth.session-token"];

/**
 * The random token of the `browser` credential that a `Cookie` header carries, or null when it carries none that this
 * installation signed. Says nothing about who that is or whether the credential still holds: ask the database.
 */
export async function browserTokenFromCookies(cookieHeader: string | undefined): Promise<string | null> {
  const secret = process.env["NEXTAUTH_SECRET"];
  if (cookieHeader === undefined || secret === undefined) return null;
  for (const value of sessionCookies(cookieHeader)) {
    const claims = await decode({ token: value, secret }).catch(() => null);
    const token = claims?.["browserToken"];
    if (typeof token === "string") return token;
  }
  return null;
}

function sessionCookies(cookieHeader: string): string[] {
  return cookieHeader.split(";").flatMap((pair) => {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    return COOKIE_NAMES.includes(name) ? [pair.slice(equals + 1).trim()] : [];
  });
}
