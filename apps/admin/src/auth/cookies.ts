import type { CookieOption, CookiesOptions } from "next-auth";

/** The longest that somebody may take at the provider's, in seconds. */
const AT_THE_PROVIDER_SECONDS = 15 * 60;

/**
 * next-auth's cookies: for requests to this very host alone, out of reach of scripts, and not sent with requests that
 * other sites cause. Behind HTTPS the browser itself holds to that by the prefix `__Host-`: no neighbouring host can set
 * them, and they never go over plain HTTP.
 */
export function authCookies(secure: boolean): CookiesOptions {
  const cookie = (name: string, maxAge?: number): CookieOption => ({
    name: `${secure ? "__Host-" : ""}next-auth.${name}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, ...(maxAge === undefined ? {} : { maxAge }) },
  });
  return {
    sessionToken: cookie("session-token"),
    callbackUrl: cookie("callback-url"),
    csrfToken: cookie("csrf-token"),
    pkceCodeVerifier: cookie("pkce.code_verifier", AT_THE_PROVIDER_SECONDS),
    state: cookie("state", AT_THE_PROVIDER_SECONDS),
    nonce: cookie("nonce", AT_THE_PROVIDER_SECONDS),
  };
}

/** Whether people reach this site over HTTPS: by the address that is configured, else by what the server says of a request. */
export function isBehindHttps(forwardedProtocol: string | null): boolean {
  const configured = process.env["NEXTAUTH_URL"];
  return configured ? configured.startsWith("https:") : forwardedProtocol === "https";
}
