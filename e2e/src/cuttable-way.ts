import { connect, createServer, type Socket } from "node:net";

/** A way to the server that can be cut, and that knows how many streams of events go over it. */
export class CuttableWay {
  readonly url: string;
  readonly #sockets = new Set<Socket>();
  readonly #streams = new Set<Socket>();
  readonly #stop: () => void;
  #isCut = false;

  static async open(server: string): Promise<CuttableWay> {
    const to = new URL(server);
    const listener = createServer((near) => {
      if (way.#isCut) {
        near.destroy();
        return;
      }
      const far = connect(Number(to.port), to.hostname);
      near.on("data", (chunk) => {
        if (chunk.includes("GET /api/live ")) way.#streams.add(near);
      });
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        way.#sockets.add(socket);
        socket.pipe(other);
        socket.on("error", () => other.destroy());
        socket.on("close", () => {
          other.destroy();
          way.#sockets.delete(socket);
          way.#streams.delete(socket);
        });
      }
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const address = listener.address();
    if (address === null || typeof address === "string") throw new Error("The way begins nowhere");
    const way = new CuttableWay(`http://127.0.0.1:${address.port}`, () => listener.close());
    return way;
  }

  private constructor(url: string, stop: () => void) {
    this.url = url;
    this.#stop = stop;
  }

  /** How many streams are open. */
  get streams(): number {
    return this.#streams.size;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#stop();
  }
}
