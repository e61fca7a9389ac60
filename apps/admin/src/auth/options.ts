import "server-only";
import { currentInstant } from "@tutor-times/api/clock";
import { revokeToken } from "@tutor-times/db/access-tokens";
import { sharedDatabase } from "@tutor-times/db/database";
import { signInWithPassword } from "@tutor-times/db/sign-in";
import type { AuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";

/** The cookie outlives every credential; how long somebody stays signed in is decided by the credential's own row. */
const COOKIE_MAX_AGE_SECONDS = 30 * 24 * 60 * 60;

/**
 * How people sign in. The cookie carries nothing but the random token of a `browser` credential: who that is, whether it
 * still holds and what they may do is read from the database at every request.
 */
export const authOptions: AuthOptions = {
  session: { strategy: "jwt", maxAge: COOKIE_MAX_AGE_SECONDS },
  pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
  providers: [
    credentials({
      name: "Password",
      credentials: { username: { label: "Username", type: "text" }, password: { label: "Password", type: "password" } },
      authorize: (given) => signInWith({ username: textOf(given?.username).trim(), password: textOf(given?.password) }),
    }),
  ],
  callbacks: {
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

/** The browser's new credential in next-auth's shape, or null where username and password do not go together. */
async function signInWith(given: { username: string; password: string }) {
  if (given.username === "" || given.password === "") return null;
  const signedIn = await signInWithPassword(sharedDatabase(), { ...given, now: currentInstant(), kind: "browser" });
  return signedIn === null ? null : { id: String(signedIn.userId), browserToken: signedIn.token };
}

function textOf(given: unknown): string {
  return typeof given === "string" ? given : "";
}
