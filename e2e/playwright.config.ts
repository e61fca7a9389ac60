import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";

/** Runs against the built server and screens (`pnpm build`), on a throw-away PostgreSQL; `src/test.ts` starts them. */
export default defineConfig({
  testDir: "test",
  globalSetup: fileURLToPath(import.meta.resolve("@tutor-times/db/testing/global-setup")),
  // One worker is busy for three minutes with the test in real time; the other does everything else meanwhile.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  // Generous, for busy machines: nothing waits longer than it has to.
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: { locale: "en-AU", timezoneId: "Australia/Melbourne", actionTimeout: 30_000, navigationTimeout: 60_000 },
});
