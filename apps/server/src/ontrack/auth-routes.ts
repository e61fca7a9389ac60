import { currentInstant } from "@tutor-times/api/clock";
import { textInput } from "@tutor-times/api/schemas/text";
import { renewToken, revokeToken } from "@tutor-times/db/access-tokens";
import type { Database } from "@tutor-times/db/database";
import { isStaff, signInWithPassword } from "@tutor-times/db/sign-in";
import type { ViewerUser } from "@tutor-times/db/viewers";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { authAnswer, errorAnswer, refusals } from "./schemas";
import { requireHeaders, signedIn } from "./signed-in";

const ROLES = { student: "Student", tutor: "Tutor", convenor: "Convenor", admin: "Admin" } as const;

const credentials = z.object({
  username: textInput(320),
  password: textInput(1_000),
  remember: z.boolean().nullish(),
});

/** Signing in: for everybody. */
export function signInRoutes(db: Database): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/auth/method",
      { schema: { response: { 200: z.object({ method: z.enum(["database", "oidc"]), redirect_to: z.string().nullable() }) } } },
      () => ({ method: "database" as const, redirect_to: null }),
    );

    app.post(
      "/auth",
      { schema: { body: credentials, response: { ...refusals, 201: authAnswer, 401: errorAnswer } } },
      async (request, reply) => {
        const { username, password, remember } = request.body;
        const now = currentInstant();
        const found = await signInWithPassword(db, { username, password, now, kind: "ontrack", remember: remember ?? false });
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
      { schema: { body: z.object({ remember: z.boolean().nullish() }).optional(), response: { ...refusals, 200: authAnswer } } },
      async (request) => {
        const { viewer, caller, token } = signedIn(request);
        const remembered = request.body?.remember === true && isStaff(viewer.scope);
        await renewToken(db, { token, remembered, now: caller.now });
        return { user: toUser(viewer.user), auth_token: token };
      },
    );

    app.delete("/auth", { schema: { response: { ...refusals, 204: z.undefined() } } }, async (request, reply) => {
      const { caller, token } = signedIn(request);
      await revokeToken(db, { token, now: caller.now });
      return reply.code(204).send();
    });
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
