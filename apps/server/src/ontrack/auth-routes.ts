import { oidcSettings, takesPasswords } from "@tutor-times/admin/auth/oidc-settings";
import { currentInstant } from "@tutor-times/api/clock";
import { textInput } from "@tutor-times/api/schemas/text";
import { renewToken, revokeToken } from "@tutor-times/db/access-tokens";
import type { Database } from "@tutor-times/db/database";
import { isStaff, signInWithPassword } from "@tutor-times/db/sign-in";
import type { ViewerUser } from "@tutor-times/db/viewers";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { callerBodyRefusals, nothing, openRefusals, signInRefusals, WITH_HEADERS } from "./documented";
import { clientAddress } from "../edge/client-address";
import { siteOf } from "../edge/site";
import { authAnswer, methodAnswer } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

const ROLES = { student: "Student", tutor: "Tutor", convenor: "Convenor", admin: "Admin" } as const;

const remember = z.boolean().nullish().describe("Whether the token of a member of staff lives a week instead of 2 hours");

const credentials = z.object({
  username: textInput(320).describe("The username or the address of mail"),
  password: textInput(1_000),
  remember,
});

const tags = ["Signing in"];

/** Signing in: for everybody. */
export function signInRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/auth/method",
      {
        schema: {
          tags,
          operationId: "getSignInMethod",
          summary: "How people sign in",
          description: "For everybody. `database`: with `POST /api/auth`; `oidc`: in a browser, at `redirect_to`.",
          security: [],
          response: { ...openRefusals, 200: methodAnswer.describe("The way in") },
        },
      },
      (request) => {
        return oidcSettings() === null
          ? { method: "database" as const, redirect_to: null }
          : { method: "oidc" as const, redirect_to: new URL("/sign-in", siteOf(request)).href };
      },
    );

    app.post(
      "/auth",
      {
        schema: {
          tags,
          operationId: "signIn",
          summary: "Sign in with a password",
          description: "For everybody. The token goes into the header `Auth-Token` of what follows, beside `Username`.",
          security: [],
          body: credentials,
          response: { ...signInRefusals, 201: authAnswer.describe("Signed in") },
        },
      },
      async (request, reply) => {
        if (!takesPasswords()) return reply.code(401).send({ error: "Invalid email or password." });
        const { username, password, remember } = request.body;
        const now = currentInstant();
        const found = await signInWithPassword(db, {
          username,
          password,
          now,
          ipAddress: clientAddress(request),
          kind: "ontrack",
          remember: remember ?? false,
        });
        if (found === null) return reply.code(401).send({ error: "Invalid email or password." });
        return reply.code(201).send({ user: toUser(found.viewer.user), auth_token: found.token });
      },
    );
  };
}

/** Staying signed in, and signing out: for whoever shows a good token. */
export function tokenRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    requireHeaders(app, db);

    app.put(
      "/auth",
      {
        schema: {
          tags,
          operationId: "renewToken",
          summary: "Renew the token",
          description: "It lives on from now as if it were new, and stays the same.",
          security: WITH_HEADERS,
          body: z.object({ remember }).nullish(),
          response: { ...callerBodyRefusals, 200: authAnswer.describe("Renewed") },
        },
      },
      async (request) => {
        const { viewer, caller, token } = signedIn(request);
        const remembered = request.body?.remember === true && isStaff(viewer.scope);
        await renewToken(db, { token, remembered, now: caller.now });
        return { user: toUser(viewer.user), auth_token: token };
      },
    );

    app.delete(
      "/auth",
      {
        schema: {
          tags,
          operationId: "signOut",
          summary: "Sign out",
          description: "The token is good for nothing from now on.",
          security: WITH_HEADERS,
          response: { ...callerBodyRefusals, 204: nothing("Signed out") },
        },
      },
      async (request, reply) => {
        const { caller, token } = signedIn(request);
        await revokeToken(db, { token, now: caller.now });
        return reply.code(204).send();
      },
    );
  };
}

function toUser(user: ViewerUser): z.input<typeof authAnswer>["user"] {
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    username: user.username,
    email: user.email,
    system_role: ROLES[user.systemRole],
  };
}
