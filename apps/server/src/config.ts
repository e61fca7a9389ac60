import { isIP } from "node:net";
import { readOidcSettings } from "@tutor-times/admin/auth/oidc-settings";
import { z } from "zod";
import { RATE_LIMITS, type RateLimits } from "./edge/rate-limit";
import { StartupError } from "./startup-error";

const list = z
  .string()
  .default("")
  .transform((text) => text.split(/[\s,]+/).filter((item) => item !== ""));

/** An address or a network, or one of the names that Fastify knows. */
const proxy = z.string().refine(isNetwork, {
  error: (issue) => `${String(issue.input)} is no address or network such as 10.0.0.0/8`,
});

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: (issue) => `${String(issue.input)} is no origin such as https://ontrack.example.edu`,
});

/** What the environment decides. */
const environment = z.object({
  /** 0: any free port. */
  PORT: z.coerce.number("must be a number").int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z
    .string("is not set")
    .regex(/^postgres(ql)?:\/\//, "is no address such as postgres://user:password@host/database"),
  /** The database itself where DATABASE_URL leads to a pooler, through which nobody can listen. */
  DATABASE_DIRECT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "is no address such as postgres://user:password@host/database")
    .optional(),
  /** Signs the cookie of the browser's session. */
  NEXTAUTH_SECRET: z.string("is not set").min(16, "is shorter than 16 characters"),
  /** Addresses or networks whose `X-Forwarded-*` headers are believed. */
  TRUSTED_PROXIES: list.pipe(z.array(proxy)),
  /** Origins whose pages may call the API. */
  CORS_ORIGINS: list.pipe(z.array(origin)),
  /** Origins whose pages may show this site in a frame. */
  FRAME_ANCESTORS: list.pipe(z.array(origin)),
  /** The address that people type; where it is HTTPS, browsers are told to use nothing else. */
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: "is no address such as https://times.example.edu" }).optional(),
  /** Most requests within a minute of one user, and of one address that shows no good credential; 0: not limited. */
  RATE_LIMIT_PER_USER: z.coerce.number("must be a number").int().min(0).default(RATE_LIMITS.perUser),
  RATE_LIMIT_PER_ADDRESS: z.coerce.number("must be a number").int().min(0).default(RATE_LIMITS.perAddress),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** How the health answer names this process; made up when not given. */
  INSTANCE_ID: z.string().max(100).optional(),
  /** Only where there is single sign-on; without it, a password is the only way in. */
  PASSWORD_SIGN_IN: z.enum(["on", "off"], "can be on or off").default("on"),
  TEST_CLOCK: z.literal("ipc", "can only be ipc").optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly directUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly frameAncestors: readonly string[];
  readonly behindHttps: boolean;
  readonly rateLimits: RateLimits;
  readonly logLevel: string;
  readonly instanceId: string | undefined;
  readonly testClock: boolean;
}

/** Throws a StartupError whose message names every variable that is wrong, a line each. An empty variable is one not set. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path[0]?.toString() ?? "environment"} ${issue.message}.`);
  const oidc = readOidcSettings(given);
  if (oidc !== null && "problems" in oidc) problems.push(...oidc.problems);
  if (!parsed.success || problems.length > 0) throw new StartupError(problems.join("\n"));
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    directUrl: data.DATABASE_DIRECT_URL,
    trustedProxies: data.TRUSTED_PROXIES,
    corsOrigins: data.CORS_ORIGINS,
    frameAncestors: data.FRAME_ANCESTORS,
    behindHttps: data.NEXTAUTH_URL?.startsWith("https:") ?? false,
    rateLimits: { perUser: data.RATE_LIMIT_PER_USER, perAddress: data.RATE_LIMIT_PER_ADDRESS },
    logLevel: data.LOG_LEVEL,
    instanceId: data.INSTANCE_ID,
    testClock: data.TEST_CLOCK === "ipc",
  };
}

function isNetwork(text: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
  const [address = "", length = "0", ...more] = text.split("/");
  const version = isIP(address);
  return version !== 0 && more.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128);
}
