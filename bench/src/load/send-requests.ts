import { Client } from "undici";
import type { Job, PlannedRequest } from "./job";
import type { Senders } from "./worker";

/** Keep-alive connections, each with one request under way; the requests are taken in turn, whoever is free. */
export async function httpSenders({ urls, connections, requests }: Job & { kind: "http" }): Promise<Senders> {
  let next = 0;
  const take = (): PlannedRequest => {
    const request = requests[next % requests.length];
    next += 1;
    if (request === undefined) throw new Error("There is nothing to send.");
    return request;
  };
  const clients = connect(urls, connections);
  return {
    senders: clients.map((client) => async () => void (await send(client, take()))),
    close: async () => void (await Promise.all(clients.map((client) => client.close()))),
  };
}

/** One client a connection, spread evenly over the addresses. */
export function connect(urls: readonly string[], connections: number): Client[] {
  return Array.from({ length: connections }, (_, index) => {
    const url = urls[index % urls.length];
    if (url === undefined) throw new Error("There is no address to send to.");
    return new Client(url, { pipelining: 1, keepAliveTimeout: 60_000, bodyTimeout: 60_000, headersTimeout: 60_000 });
  });
}

/**
 * Resolves when the answer is there to its last byte. Throws if its status is not one of success. Without undici's streams, which
 * cost the generator up to twice the processor of a request, on the same machine as what is measured.
 */
export function send(client: Client, { method, path, headers, body }: PlannedRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    client.dispatch(
      { method, path, headers, ...(body === undefined ? {} : { body }) },
      {
        onRequestStart: () => {},
        onResponseStart: (_, statusCode) => void (status = statusCode),
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd: () => {
          const text = Buffer.concat(chunks).toString();
          if (status < 300) resolve(text);
          else reject(new Error(`${method} ${path} answered ${status}: ${text.slice(0, 200)}`));
        },
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}
