import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { valuesOfCookie } from "./cookie-header";

/** How long after signing in there a browser is known, in seconds: half a year. */
const KNOWN_SECONDS = 180 * 24 * 60 * 60;

/** So that neither this cookie nor that of a session can be taken for the other. */
const SALT = "known browser";

const nameOfCookie = (secure: boolean) => `${secure ? "__Host-" : ""}tutor-times.known-browser`;

/**
 * The mark that this installation gave the browser which sends `cookieHeader`, if it was `username` who signed in there
 * last; else null. It lets nobody in. It tells the true owner of an account, whom others would keep out by guessing on
 * and on, from these others.
 */
export async function knownBrowser(cookieHeader: string | null, username: string): Promise<string | null> {
  const secret = process.env["NEXTAUTH_SECRET"];
  if (cookieHeader === null || secret === undefined) return null;
  for (const value of [true, false].flatMap((secure) => valuesOfCookie(cookieHeader, nameOfCookie(secure)))) {
    const claims = await decode({ token: value, secret, salt: SALT }).catch(() => null);
    const mark = claims?.["mark"];
    if (typeof mark === "string" && claims?.["username"] === plain(username)) return mark;
  }
  return null;
}

/** The `Set-Cookie` that makes a browser one in which `username` has signed in; null where nothing can be signed. */
export async function markBrowser(username: string, secure: boolean): Promise<string | null> {
  const secret = process.env["NEXTAUTH_SECRET"];
  if (secret === undefined) return null;
  const token = { mark: randomUUID(), username: plain(username) };
  const value = await encode({ token, secret, salt: SALT, maxAge: KNOWN_SECONDS });
  const where = `Path=/; Max-Age=${KNOWN_SECONDS}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  return `${nameOfCookie(secure)}=${value}; ${where}`;
}

/** As names are compared when somebody signs in. */
function plain(username: string): string {
  return username.trim().toLowerCase();
}
