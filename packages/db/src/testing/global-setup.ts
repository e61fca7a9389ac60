import { startTestServer, TEMPLATE_VARIABLE } from "./test-server";

/**
 * For `globalSetup` in a vitest config: one server for the whole run. Tests get databases of it with
 * `createTestDatabase`.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer();
  // The test processes are started later and inherit it.
  process.env[TEMPLATE_VARIABLE] = server.templateUrl;
  return () => server.stop();
}
