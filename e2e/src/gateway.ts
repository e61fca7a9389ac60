import { createServer, request as ask, type IncomingMessage, type ServerResponse } from "node:http";

/** How the gateway answers beats instead of handing them on. */
export interface Refusal {
  readonly status: number;
  readonly retryAfterSeconds: number;
}

/** What stands between a machine and the server: it tells from which address calls come, and may ask for patience itself. */
export class Gateway {
  readonly url: string;
  /** While set, beats do not get through. */
  refusal: Refusal | null = null;
  /** What has been asked of the server here, without preflights. */
  calls = 0;
  /** Hears of beats that are refused. */
  onRefused: () => void = () => {};
  readonly #close: () => Promise<void>;

  /** Opens a gateway to the server at `server` for pages of `origin`, whose calls come from `address`. */
  static async open(server: string, origin: string, address: string): Promise<Gateway> {
    const http = createServer((request, response) => gateway.#handle(server, origin, address, request, response));
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const listens = http.address();
    if (listens === null || typeof listens === "string") throw new Error("The gateway listens nowhere");
    const gateway = new Gateway(`http://127.0.0.1:${listens.port}`, async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    });
    return gateway;
  }

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  close(): Promise<void> {
    return this.#close();
  }

  #handle(server: string, origin: string, address: string, request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== "OPTIONS") this.calls += 1;
    if (this.refusal !== null && request.method === "POST" && request.url?.includes("/tracker.heartbeat") === true) {
      this.onRefused();
      const { status, retryAfterSeconds } = this.refusal;
      const cors = { "access-control-allow-origin": origin, "access-control-expose-headers": "Retry-After" };
      request.resume();
      response.writeHead(status, { ...cors, "retry-after": String(retryAfterSeconds) }).end("Too many requests");
      return;
    }
    const { method, headers } = request;
    const onward = ask(new URL(request.url ?? "/", server), { method, headers: { ...headers, "x-forwarded-for": address } });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }
}
