import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** A person whom the university knows. */
export interface Member {
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly groups: readonly string[];
}

/** A university's OpenID Connect provider, which really runs, with a page to sign in and the members that it is given. */
export interface University {
  /** What a server has to be told of it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Makes somebody a member, or changes them; `subject` is what they type into the sign-in page. */
  admit(subject: string, member: Member): void;
  /** Makes the tokens that it gives out from now on be for somebody else's site; null: for whoever asks. */
  pretendAudience(audience: string | null): void;
  /** Makes what it tells of a person, beside the token, be about somebody else from now on; null: about them. */
  pretendPerson(subject: string | null): void;
  close(): Promise<void>;
}

const CLIENT = { OIDC_CLIENT_ID: "tutor-times", OIDC_CLIENT_SECRET: "a secret that only the two of them know" };

/** Opens a university on a free port for the site at `siteUrl`. */
export async function openUniversity(siteUrl: string): Promise<University> {
  const members = new Map<string, Member>();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), kty: "RSA" as const, kid: "key", alg: "RS256", use: "sig" };
  let audience: string | null = null;
  let person: string | null = null;

  const http = createServer();
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [key] },
    cookies: { keys: ["a key for the cookies of this test alone"] },
    clients: [
      {
        client_id: CLIENT.OIDC_CLIENT_ID,
        client_secret: CLIENT.OIDC_CLIENT_SECRET,
        redirect_uris: [`${siteUrl}/api/auth/callback/university`],
      },
    ],
    claims: {
      openid: ["sub"],
      profile: ["preferred_username", "given_name", "family_name", "groups"],
      email: ["email", "email_verified"],
    },
    findAccount: (_context, subject) => {
      const member = members.get(subject);
      if (member === undefined) return undefined;
      const { username, email, emailVerified, groups } = member;
      const claims = {
        sub: subject,
        preferred_username: username,
        given_name: username,
        family_name: "Member",
        email,
        email_verified: emailVerified,
        groups: [...groups],
      };
      return { accountId: subject, claims: () => claims };
    },
  });
  provider.use(async (context, next) => {
    await next();
    const body: unknown = context.body;
    if (person !== null && context.path === "/me" && typeof body === "object") context.body = { ...body, sub: person };
    if (audience === null || context.path !== "/token" || typeof body !== "object" || body === null || !("id_token" in body))
      return;
    context.body = { ...body, id_token: withAudience(String(body.id_token), audience, privateKey) };
  });
  const answer = provider.callback();
  http.on("request", (request, response) => void answer(request, response));
  return {
    settings: { ...CLIENT, OIDC_ISSUER: issuer, OIDC_NAME: "Example University" },
    admit: (subject, member) => void members.set(subject, member),
    pretendAudience: (pretended) => void (audience = pretended),
    pretendPerson: (pretended) => void (person = pretended),
    async close() {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}

/** The same token for another audience, with a good signature. */
function withAudience(token: string, audience: string, key: KeyObject): string {
  const [header = "", claims = ""] = token.split(".");
  const changed = { ...(JSON.parse(Buffer.from(claims, "base64url").toString()) as object), aud: audience };
  const signed = `${header}.${Buffer.from(JSON.stringify(changed)).toString("base64url")}`;
  const signature = createSign("RSA-SHA256").update(signed).sign(key, "base64url");
  return `${signed}.${signature}`;
}
