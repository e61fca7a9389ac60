import { describe, expect, test } from "vitest";
import { refuseExposedDemo } from "../start/exposed-demo.mjs";
import { readSettings } from "../start/settings.mjs";
import { welcome } from "../start/welcome.mjs";

const WITH_DEMO = { admins: 1, demoAccounts: [{ username: "ada", role: "tutor" }], demoPassword: "k7qd-m2xp-9tbv" };
const EMPTY = { admins: 0, demoAccounts: [], demoPassword: null };
const OPEN = { HOST: "0.0.0.0" };

const opening = (env: NodeJS.ProcessEnv, prepared: typeof WITH_DEMO | typeof EMPTY) => () =>
  refuseExposedDemo(readSettings(env), prepared);
const words = (env: NodeJS.ProcessEnv, prepared: typeof WITH_DEMO | typeof EMPTY) =>
  welcome(readSettings(env), "http://127.0.0.1:3000", prepared);

describe("a database that holds the demo", () => {
  test("is not opened to others, and the sentence says why and what to do", () => {
    expect(opening(OPEN, WITH_DEMO)).toThrow(
      /holds the demo, and with HOST=0\.0\.0\.0 .* Start on another data folder: DATA_DIR=.* DEMO=on npm start/,
    );
    expect(opening({ ...OPEN, DEMO: "off" }, WITH_DEMO)).toThrow("DATA_DIR=");
    expect(opening({ PUBLIC_URL: "https://times.example.edu" }, WITH_DEMO)).toThrow("PUBLIC_URL=https://times.example.edu");
    expect(opening({ ...OPEN, DATABASE_URL: "postgres://me@db/times" }, WITH_DEMO)).toThrow(
      "a database of its own in DATABASE_URL",
    );
  });

  test("is opened where that is asked for, or where nobody else reaches it", () => {
    expect(opening({ ...OPEN, DEMO: "on" }, WITH_DEMO)).not.toThrow();
    expect(opening({}, WITH_DEMO)).not.toThrow();
    expect(opening({ DEMO: "off" }, WITH_DEMO)).not.toThrow();
  });

  test("is announced with its accounts and password, but not under DEMO=off", () => {
    expect(words({}, WITH_DEMO)).toMatch(/ada {4}tutor\nwith the password {2}k7qd-m2xp-9tbv/);
    const off = words({ DEMO: "off" }, WITH_DEMO);
    expect(off).not.toMatch(/k7qd|ada/);
    expect(off).toMatch(/DEMO=off does not take it away[^]*DATA_DIR=\/some\/folder DEMO=off npm start/);
  });
});

describe("an empty database", () => {
  test("is opened to others, and says how to make the first admin", () => {
    expect(opening(OPEN, EMPTY)).not.toThrow();
    expect(words(OPEN, EMPTY)).toMatch(/Nobody can sign in yet\.[^]*npm run tutor-times -- create-admin\n/);
    expect(words(OPEN, EMPTY)).toContain("others can reach it");
  });

  test("of one's own is named without its password", () => {
    const text = words({ DEMO: "off", DATABASE_URL: "postgres://me:secret@db/times" }, EMPTY);
    expect(text).toMatch(/DATABASE_URL="the same as here" npm run tutor-times -- create-admin/);
    expect(text).not.toContain("secret");
  });
});
