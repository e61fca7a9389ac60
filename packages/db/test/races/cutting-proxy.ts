import { once } from "node:events";
import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";

/** When a connection breaks: as a client is about to send what contains `text`, or as an answer that does is on the way back. */
export interface Cut {
  readonly text: string;
  readonly at: "request" | "answer";
}

/** Stands between clients and a server, and breaks one connection where it is told to. */
export class CuttingProxy {
  #cut: Cut | undefined;
  #cuts = 0;

  private constructor(
    private readonly server: Server,
    /** The server's address, with the proxy in its place. */
    readonly url: string,
  ) {}

  static async before(url: string): Promise<CuttingProxy> {
    const { hostname, port } = new URL(url);
    const server = createServer((client) => proxy.#join(client, connect(Number(port), hostname)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const changed = new URL(url);
    changed.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const proxy = new CuttingProxy(server, changed.href);
    return proxy;
  }

  /** Breaks the next connection to which that happens; later ones work. */
  cutOnce(cut: Cut): void {
    this.#cut = cut;
  }

  /** How many connections it broke. */
  get cuts(): number {
    return this.#cuts;
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, "close");
  }

  #join(client: Socket, upstream: Socket): void {
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    const breakNow = () => {
      this.#cuts += 1;
      end();
    };
    const pass = (data: Buffer, at: Cut["at"], to: Socket) => {
      const cut = this.#cut;
      if (cut?.at !== at || !data.includes(cut.text)) return void to.write(data);
      this.#cut = undefined;
      breakNow();
    };
    client.on("data", (sent) => pass(sent, "request", upstream));
    upstream.on("data", (answer) => pass(answer, "answer", client));
    for (const socket of [client, upstream]) socket.on("close", end).on("error", end);
  }
}
