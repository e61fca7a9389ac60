import { z } from "zod";

const groupRoles = z.record(
  z.string(),
  z
    .string()
    .regex(/^\S.*:(tutor|convenor)$/, "names no role such as SIT101:tutor")
    .transform((text) => {
      const colon = text.lastIndexOf(":");
      return {
        unit: text.slice(0, colon),
        role: text.slice(colon + 1) === "convenor" ? ("convenor" as const) : ("tutor" as const),
      };
    }),
);

/** What the environment says of a university's OpenID Connect provider. */
const environment = z.object({
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "is no address such as https://login.example.edu" }),
  OIDC_CLIENT_ID: z.string("is not set").min(1),
  OIDC_CLIENT_SECRET: z.string("is not set").min(1),
  /** What the button on the sign-in page calls it. */
  OIDC_NAME: z.string().max(60).default("your university account"),
  OIDC_SCOPE: z.string().default("openid profile email"),
  /** How an account that is here already is found: by an e-mail address that the provider verified, or by the username. */
  OIDC_MATCH: z.enum(["email", "username"], "can be email or username").default("email"),
  OIDC_USERNAME_CLAIM: z.string().default("preferred_username"),
  OIDC_EMAIL_CLAIM: z.string().default("email"),
  OIDC_FIRST_NAME_CLAIM: z.string().default("given_name"),
  OIDC_LAST_NAME_CLAIM: z.string().default("family_name"),
  OIDC_GROUPS_CLAIM: z.string().default("groups"),
  /** `{"sit101-staff": "SIT101:tutor"}` */
  OIDC_GROUP_ROLES: z
    .string()
    .default("{}")
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: 'is no JSON such as {"sit101-staff": "SIT101:tutor"}' });
        return z.NEVER;
      }
    })
    .pipe(groupRoles),
});

export type OidcSettings = z.output<typeof environment>;

/** The settings, null where no OIDC_ISSUER is given, or what is wrong with them, a sentence each. */
export function readOidcSettings(
  env: Readonly<Record<string, string | undefined>>,
): OidcSettings | null | { readonly problems: readonly string[] } {
  if (!env["OIDC_ISSUER"]) return null;
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")));
  if (parsed.success) return parsed.data;
  return { problems: parsed.error.issues.map(({ path, message }) => `${path.map(String).join(" ")} ${message}.`) };
}

/** The provider to sign in with, or null; the server has refused to start with wrong settings. */
export function oidcSettings(): OidcSettings | null {
  const read = readOidcSettings(process.env);
  return read === null || "problems" in read ? null : read;
}

/** Whether people may sign in with a password: always where there is no other way. */
export function takesPasswords(): boolean {
  return oidcSettings() === null || process.env["PASSWORD_SIGN_IN"] !== "off";
}
