const PATIENCE_MS = 2000;

/** Where this computer finds what listens on `host`. @param {{ host: string, port: number }} settings */
export function addressOf({ host, port }) {
  return `http://${urlHost(host)}:${port}`;
}

/** What a server of Tutor Times says of its health; undefined if none answers there. @param {string} address @returns {Promise<{ instance: string, status: string } | undefined>} */
export function askHealth(address) {
  return fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    .then((response) => /** @type {Promise<{ instance?: unknown, status?: unknown } | null>} */ (response.json()))
    .then((answer) =>
      typeof answer?.instance === "string" && typeof answer.status === "string"
        ? { instance: answer.instance, status: answer.status }
        : undefined,
    )
    .catch(() => undefined);
}

/** Whether it is Tutor Times that answers there, well or not. @param {string} address */
export const isTutorTimes = async (address) => (await askHealth(address)) !== undefined;

/** What stands for `host` in an address that is called from this computer. @param {string} host */
function urlHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
