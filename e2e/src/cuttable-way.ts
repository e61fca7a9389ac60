import { connect, createServer, type Socket } from "node:net";

/** A way to the server that can be cut, and that knows how many streams of events go over it. */
export class CuttableWay {
  readonly url: string;
  readonly #sockets = new Set<Socket>();
  readonly #streams = new Set<Socket>();
  readonly #stop: () => void;
  #isCut = false;
  #cutsInside = false;

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
        if (way.#cutsInside && isRefresh(chunk)) way.#cutInside(near, far);
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

  /** Cuts it behind the head of the next answer to a page that is drawn anew. */
  cutInsideRefresh(): void {
    this.#cutsInside = true;
  }

  #cutInside(near: Socket, far: Socket): void {
    this.#cutsInside = false;
    far.unpipe(near);
    let came = Buffer.alloc(0);
    far.on("data", (chunk: Buffer) => {
      came = Buffer.concat([came, chunk]);
      const body = came.indexOf("\r\n\r\n") + 4;
      if (body < 4 || this.#isCut) return;
      this.#isCut = true;
      near.end(came.subarray(0, body), () => this.cut());
    });
    far.resume();
  }

  /** Whether it was cut and not mended since. */
  get isCut(): boolean {
    return this.#isCut;
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#stop();
  }
}

/** Next.js asks with this header for what a page that is open has to draw anew, and with the others for what may be wanted soon. */
function isRefresh(chunk: Buffer): boolean {
  const request = chunk.toString("latin1").toLowerCase();
  return request.includes("\r\nrsc: 1") && !/\r\nnext-router-(segment-)?prefetch:/.test(request);
}
