import { EventEmitter } from "node:events";
import { currentInstant, setClock } from "@tutor-times/api/clock";
import { afterEach, expect, test } from "vitest";
import { readConfig } from "../src/config";
import { followTestClock } from "../src/test-clock";

const NEEDED = { NODE_ENV: "test", DATABASE_URL: "postgres://u:p@localhost/db", NEXTAUTH_SECRET: "sixteen letters!" } as const;
const PROVIDER = { OIDC_ISSUER: "https://login.example.edu", OIDC_CLIENT_ID: "times", OIDC_CLIENT_SECRET: "secret" };

afterEach(() => setClock(null));

test("with what is needed, the rest has its defaults", () => {
  expect(readConfig({ ...NEEDED, PORT: "" })).toEqual({
    port: 3000,
    host: "127.0.0.1",
    databaseUrl: NEEDED.DATABASE_URL,
    trustedProxies: [],
    corsOrigins: [],
    frameAncestors: [],
    behindHttps: false,
    rateLimits: { perUser: 1_200, perAddress: 6_000 },
    logLevel: "info",
    instanceId: undefined,
    testClock: false,
  });
});

test.each([
  ["https://times.example.edu", true],
  ["http://127.0.0.1:3000", false],
])("whether %s is behind HTTPS is known", (address, behindHttps) => {
  expect(readConfig({ ...NEEDED, NEXTAUTH_URL: address })).toMatchObject({ behindHttps });
});

test("lists are separated by commas or spaces", () => {
  const env = { ...NEEDED, TRUSTED_PROXIES: "10.0.0.0/8, 127.0.0.1", CORS_ORIGINS: "https://a.example https://b.example:8443" };
  expect(readConfig(env)).toMatchObject({
    trustedProxies: ["10.0.0.0/8", "127.0.0.1"],
    corsOrigins: ["https://a.example", "https://b.example:8443"],
  });
});

test.each([
  ["DATABASE_URL", { DATABASE_URL: "" }, "DATABASE_URL is not set."],
  ["DATABASE_URL", { DATABASE_URL: "mysql://x" }, "DATABASE_URL is no address such as postgres://user:password@host/database."],
  ["NEXTAUTH_SECRET", { NEXTAUTH_SECRET: "short" }, "NEXTAUTH_SECRET is shorter than 16 characters."],
  ["PORT", { PORT: "http" }, "PORT must be a number."],
  [
    "CORS_ORIGINS",
    { CORS_ORIGINS: "https://a.example/" },
    "CORS_ORIGINS https://a.example/ is no origin such as https://ontrack.example.edu.",
  ],
  ["FRAME_ANCESTORS", { FRAME_ANCESTORS: "*" }, "FRAME_ANCESTORS * is no origin such as https://ontrack.example.edu."],
  ["NEXTAUTH_URL", { NEXTAUTH_URL: "times" }, "NEXTAUTH_URL is no address such as https://times.example.edu."],
  [
    "TRUSTED_PROXIES",
    { TRUSTED_PROXIES: "10.0.0.0/33" },
    "TRUSTED_PROXIES 10.0.0.0/33 is no address or network such as 10.0.0.0/8.",
  ],
  ["OIDC_ISSUER", { OIDC_ISSUER: "login.example.edu" }, "OIDC_ISSUER is no address such as https://login.example.edu."],
  ["OIDC_CLIENT_ID", { OIDC_ISSUER: "https://login.example.edu" }, "OIDC_CLIENT_ID is not set.\nOIDC_CLIENT_SECRET is not set."],
  [
    "OIDC_GROUP_ROLES",
    { ...PROVIDER, OIDC_GROUP_ROLES: "staff" },
    'OIDC_GROUP_ROLES is no JSON such as {"sit101-staff": "SIT101:tutor"}.',
  ],
  [
    "role of a group",
    { ...PROVIDER, OIDC_GROUP_ROLES: '{"staff": "SIT101:admin"}' },
    "OIDC_GROUP_ROLES staff names no role such as SIT101:tutor.",
  ],
  ["PASSWORD_SIGN_IN", { PASSWORD_SIGN_IN: "never" }, "PASSWORD_SIGN_IN can be on or off."],
  ["TEST_CLOCK", { TEST_CLOCK: "http" }, "TEST_CLOCK can only be ipc."],
])("a wrong %s is named", (_name, wrong, message) => {
  expect(() => readConfig({ ...NEEDED, ...wrong })).toThrow(message);
});

/** The end of the channel that this process has, and what was sent over it. */
function openChannel() {
  const sent: object[] = [];
  return { channel: Object.assign(new EventEmitter(), { send: (message: object) => sent.push(message) }), sent };
}

test("the process that started this one makes its clock stand still, go on from another time, and go right again", () => {
  const { channel, sent } = openChannel();
  followTestClock(channel);
  channel.emit("message", { type: "clock", now: 1_000_000 });
  expect([currentInstant(), currentInstant()]).toEqual([1_000_000, 1_000_000]);
  channel.emit("message", { type: "clock", now: 2_000_000, running: true });
  expect(currentInstant()).toBeGreaterThanOrEqual(2_000_000);
  expect(currentInstant()).toBeLessThan(3_000_000);
  channel.emit("message", { type: "clock", now: null });
  expect(currentInstant()).toBeGreaterThan(1_600_000_000_000);
  expect(sent).toEqual([{ type: "clock-set" }, { type: "clock-set" }, { type: "clock-set" }]);
});

test("other messages do not touch the clock", () => {
  const { channel, sent } = openChannel();
  followTestClock(channel);
  for (const message of ["clock", null, { type: "clock" }, { type: "clock", now: "noon" }, { type: "other", now: 1 }]) {
    channel.emit("message", message);
  }
  expect(sent).toEqual([]);
  expect(currentInstant()).toBeGreaterThan(1_600_000_000_000);
});

test("without a channel there is no test clock", () => {
  expect(() => followTestClock({ on: () => {} })).toThrow("TEST_CLOCK is for tests");
});
