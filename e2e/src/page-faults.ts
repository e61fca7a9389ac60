import type { Page } from "@playwright/test";

/**
 * Collects what should not happen in a page: errors in its console or its scripts, requests that fail or are refused, and
 * requests to any other host than its own. Grows while the page is used.
 */
export function watchFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.name} ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") faults.push(`request elsewhere: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // The page itself gave it up: it was left, or no longer wanted the answer.
    if (reason !== "net::ERR_ABORTED") faults.push(`failed: ${request.method()} ${request.url()} ${reason}`);
  });
  page.on("response", async (response) => {
    if (response.status() < 400) return;
    const body = await response.text().catch(() => "");
    faults.push(`${response.status()}: ${response.request().method()} ${response.url()} ${body.slice(0, 500)}`);
  });
  return faults;
}
