import type { OAuthConfig } from "next-auth/providers/oauth";
import type { OidcSettings } from "./oidc-settings";
import { SINGLE_SIGN_ON } from "./single-sign-on-id";

type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/**
 * The university's provider for next-auth. The answer has to fit this browser's own request (state), this client (PKCE),
 * and the token this very sign-in (nonce, audience, signature). Claims come from the token and, where the provider keeps
 * them there, from its userinfo endpoint.
 */
export function oidcProvider(settings: OidcSettings): OAuthConfig<Claims> {
  return {
    id: SINGLE_SIGN_ON,
    name: settings.OIDC_NAME,
    type: "oauth",
    issuer: settings.OIDC_ISSUER,
    wellKnown: `${settings.OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: settings.OIDC_CLIENT_ID,
    clientSecret: settings.OIDC_CLIENT_SECRET,
    authorization: { params: { scope: settings.OIDC_SCOPE } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      async request({ client, tokens }) {
        const claims = "claims" in tokens && typeof tokens.claims === "function" ? (tokens.claims() as Claims) : { sub: "" };
        const { userinfo_endpoint: endpoint } = client.issuer.metadata;
        if (endpoint === undefined || tokens.access_token === undefined) return claims;
        const more = await client.userinfo(tokens.access_token);
        // Of whom it speaks is not signed: it counts only for who the token is about.
        if (more.sub !== claims.sub) throw new Error("The provider's userinfo is about somebody else");
        return { ...claims, ...more };
      },
    },
    profile: ({ sub }) => ({ id: sub }),
  };
}
