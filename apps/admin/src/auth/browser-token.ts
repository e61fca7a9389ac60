import { decode } from "next-auth/jwt";
import { valuesOfCookie } from "./cookie-header";
import { authCookies } from "./cookies";

const [PLAIN, SECURE] = [authCookies(false).sessionToken.name, authCookies(true).sessionToken.name];

/** A browser sends one of a name, or a few where somebody planted others. To decipher hundreds would be work for nothing. */
const MOST_COOKIES = 4;

/**
 * The random token of the `browser` credential that a `Cookie` header carries, or null when it carries none that this
 * installation signed. Says nothing about who that is or whether the credential still holds: ask the database.
 */
export async function browserTokenFromCookies(cookieHeader: string | undefined): Promise<string | null> {
  const secret = process.env["NEXTAUTH_SECRET"];
  if (cookieHeader === undefined || secret === undefined) return null;
  for (const value of sessionCookies(cookieHeader).slice(0, MOST_COOKIES)) {
    const claims = await decode({ token: value, secret }).catch(() => null);
    const token = claims?.["browserToken"];
    if (typeof token === "string") return token;
  }
  return null;
}

function sessionCookies(cookieHeader: string): string[] {
  // The plain name can be set by a neighbouring host, and over plain HTTP: behind HTTPS it is nobody's.
  const wanted = process.env["NEXTAUTH_URL"]?.startsWith("https:") ? [SECURE] : [SECURE, PLAIN];
  return wanted.flatMap((name) => valuesOfCookie(cookieHeader, name));
}
