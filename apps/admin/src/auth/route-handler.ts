import NextAuth from "next-auth";
import { authOptions } from "./options";

type RouteHandler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** Answers next-auth's own paths (`/api/auth/callback/…`, `/api/auth/csrf`, `/api/auth/signout`, …). */
export const authRouteHandler: RouteHandler = NextAuth(authOptions);
