import type { TooManyRequests } from "@tutor-times/core/errors";
import NextAuth from "next-auth";
import { authCookies, isBehindHttps } from "./cookies";
import { markBrowser } from "./known-browser";
import { authOptions } from "./options";
import { unsoundness } from "./sound-request";

interface RouteContext {
  readonly params: Promise<{ nextauth: string[] }>;
}

type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** Answers next-auth's own paths (`/api/auth/callback/…`, `/api/auth/csrf`, `/api/auth/signout`, …). */
export async function authRouteHandler(request: Request, context: RouteContext): Promise<Response> {
  const secure = isBehindHttps(request.headers.get("x-forwarded-proto"));
  const fault = await unsoundness(request);
  if (fault !== null) {
    // A cookie that is at fault would be sent again for ever: it is taken away.
    const forget = `${authCookies(secure).callbackUrl.name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
    return Response.json({ error: fault }, { status: 400, headers: { "set-cookie": forget } });
  }
  let heldBack: TooManyRequests | undefined;
  let newcomer: string | undefined;
  const nextAuth: RouteHandler = NextAuth(
    authOptions({
      secure,
      ipAddress: request.headers.get("x-client-address") ?? "127.0.0.1",
      cookies: request.headers.get("cookie"),
      onHeldBack: (refusal) => (heldBack = refusal),
      onPassword: (username) => (newcomer = username),
    }),
  );
  const answer = await nextAuth(request, context);
  const headers = new Headers(answer.headers);
  const mark = newcomer === undefined ? null : await markBrowser(newcomer, secure);
  if (mark !== null) headers.append("set-cookie", mark);
  if (heldBack !== undefined) headers.set("retry-after", String(heldBack.retryAfterSeconds));
  return new Response(answer.body, { status: heldBack === undefined ? answer.status : 429, headers });
}
