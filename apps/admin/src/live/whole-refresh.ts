const AGAIN_AFTER_MS = 2_000;
/** From here on it is the server that could not answer, or a proxy while it is started anew. */
const SERVER_FAILED = 500;

/**
 * Lets the page that is open be drawn anew only from an answer that arrived whole, and has one that failed or broke off asked for
 * again until it did; what is shown stays meanwhile. (Next.js begins to draw with the first bytes, and where the rest does not come,
 * or no answer at all, it leaves the page for the browser's own words on a lost connection.) Returns what ends it.
 */
export function holdRefreshes(): () => void {
  const ask = window.fetch;
  const hold: typeof window.fetch = (address, options) =>
    isRefresh(address, options) ? askUntilWhole(() => ask(address, options)) : ask(address, options);
  window.fetch = hold;
  return () => {
    if (window.fetch === hold) window.fetch = ask;
  };
}

/** Whether Next.js asks for the very page that is open, not for one that may be or will be. */
function isRefresh(address: RequestInfo | URL, options: RequestInit | undefined): boolean {
  const headers = new Headers(options?.headers);
  if (!headers.has("rsc") || headers.has("next-router-prefetch") || headers.has("next-router-segment-prefetch")) return false;
  const asked = new URL(address instanceof Request ? address.url : address, location.href);
  asked.searchParams.delete("_rsc");
  const open = new URL(location.href);
  return asked.pathname === open.pathname && asked.searchParams.toString() === open.searchParams.toString();
}

/** The answer, once all of it is there. */
async function askUntilWhole(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    try {
      const answer = await ask();
      if (answer.status >= SERVER_FAILED) throw new Error(`The server answered ${answer.status}`);
      const whole = new Response(await answer.arrayBuffer(), answer);
      // What a made answer does not take over, and the router looks at.
      Object.defineProperties(whole, { url: { value: answer.url }, redirected: { value: answer.redirected } });
      return whole;
    } catch {
      await new Promise((resolve) => window.setTimeout(resolve, AGAIN_AFTER_MS));
    }
  }
}
