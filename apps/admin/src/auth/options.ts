import "server-only";
import { currentInstant } from "@tutor-times/api/clock";
import { TooManyRequests } from "@tutor-times/core/errors";
import { revokeToken } from "@tutor-times/db/access-tokens";
import { sharedDatabase } from "@tutor-times/db/database";
import { signInWithPassword } from "@tutor-times/db/sign-in";
import { signInWithIdentity } from "@tutor-times/db/sign-in-identity";
import type { AuthOptions, Profile } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { authCookies } from "./cookies";
import { knownBrowser } from "./known-browser";
import { logTrouble } from "./log-trouble";
import { oidcProvider } from "./oidc-provider";
import { oidcSettings, takesPasswords } from "./oidc-settings";
import { SINGLE_SIGN_ON } from "./single-sign-on-id";
import { vouchedFor } from "./vouched-for";

/** The cookie outlives every credential; how long somebody stays signed in is decided by the credential's own row. */
const COOKIE_MAX_AGE_SECONDS = 30 * 24 * 60 * 60;

const LONGEST_NAME = 320;
const LONGEST_PASSWORD = 1_000;

/** What next-auth needs to know of a request to it. */
export interface AuthRequest {
  /** Whether the browser came over HTTPS. */
  readonly secure: boolean;
  readonly ipAddress: string;
  /** Its `Cookie` header. */
  readonly cookies: string | null;
  /** Told who has just signed in with a password, under which name. */
  readonly onPassword: (username: string) => void;
  /** Told when a sign-in is held back, since next-auth knows no answer for that. */
  readonly onHeldBack: (refusal: TooManyRequests) => void;
}

/**
 * How people sign in. The cookie carries nothing but the random token of a `browser` credential: who that is, whether it
 * still holds and what they may do is read from the database at every request.
 */
export function authOptions(request: AuthRequest): AuthOptions {
  const { secure, onHeldBack, onPassword } = request;
  const settings = oidcSettings();
  return {
    session: { strategy: "jwt", maxAge: COOKIE_MAX_AGE_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
    useSecureCookies: secure,
    cookies: authCookies(secure),
    logger: { error: logTrouble, warn() {}, debug() {} },
    providers: [
      ...(takesPasswords()
        ? [
            credentials({
              name: "Password",
              credentials: { username: { type: "text" }, password: { type: "password" } },
              authorize: async (given) => {
                try {
                  const username = textOf(given?.username).trim();
                  const signedIn = await signInWith(username, textOf(given?.password), request);
                  if (signedIn !== null) onPassword(username);
                  return signedIn;
                } catch (error) {
                  if (error instanceof TooManyRequests) onHeldBack(error);
                  throw error;
                }
              },
            }),
          ]
        : []),
      ...(settings === null ? [] : [oidcProvider(settings)]),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== SINGLE_SIGN_ON) return true;
        const outcome = await signInWithClaims(profile);
        if (typeof outcome === "string") return `/sign-in?error=${outcome}`;
        Object.assign(user, { browserToken: outcome.token });
        return true;
      },
      jwt: ({ token, user, trigger }) =>
        trigger === "signIn" && "browserToken" in user
          ? { browserToken: user.browserToken }
          : { browserToken: token["browserToken"] },
      // What next-auth's own session endpoint tells: nothing. The screens ask `viewer.me`.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const browserToken = token["browserToken"];
        if (typeof browserToken === "string") await revokeToken(sharedDatabase(), { token: browserToken, now: currentInstant() });
      },
    },
  };
}

/** The browser's new credential in next-auth's shape, or null where username and password do not go together. */
async function signInWith(username: string, password: string, { ipAddress, cookies }: AuthRequest) {
  if (username === "" || password === "" || username.length > LONGEST_NAME || password.length > LONGEST_PASSWORD) return null;
  const from = { ipAddress, knownBrowser: await knownBrowser(cookies, username) };
  const given = { username, password, ...from, now: currentInstant(), kind: "browser" as const };
  const signedIn = await signInWithPassword(sharedDatabase(), given);
  return signedIn === null ? null : { id: String(signedIn.userId), browserToken: signedIn.token };
}

async function signInWithClaims(claims: Profile | undefined) {
  const settings = oidcSettings();
  const vouched = settings && claims && vouchedFor(settings, { ...claims });
  if (!vouched) return "incomplete";
  return signInWithIdentity(sharedDatabase(), { vouched, matchBy: settings.OIDC_MATCH, now: currentInstant() });
}

function textOf(given: unknown): string {
  return typeof given === "string" ? given : "";
}
