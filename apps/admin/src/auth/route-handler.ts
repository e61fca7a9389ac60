import NextAuth from "next-auth";
import { authOptions } from "./options";
import { unsoundness } from "./sound-request";

type RouteHandler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

const nextAuth: RouteHandler = NextAuth(authOptions);

/** Answers next-auth's own paths (`/api/auth/callback/…`, `/api/auth/csrf`, `/api/auth/signout`, …). */
export const authRouteHandler: RouteHandler = async (request, context) => {
  const fault = await unsoundness(request);
  if (fault === null) return nextAuth(request, context);
  // A cookie that is at fault would be sent again for ever: it is taken away.
  const headers = { "set-cookie": "next-auth.callback-url=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax" };
  return Response.json({ error: fault }, { status: 400, headers });
};
