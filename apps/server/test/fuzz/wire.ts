import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface WireAnswer {
  /** 0: the server hung up without a word. */
  readonly status: number;
  readonly text: string;
}

/** Sends bytes as they are over one connection after another, and reads one answer for each. */
export class Wire {
  readonly #port: number;
  #socket: Socket | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /**
   * With `cut` the connection is closed by this end once all is sent; the answer, if any, is still read. A request
   * without an answer to `HEAD` says so, since the length that is announced does not come. A server may end a connection
   * between two requests just when the second one is sent, so what is hung up on there is sent again over a new one.
   */
  async ask(bytes: Buffer, { isHead = false, cut = false } = {}): Promise<WireAnswer> {
    const isUsed = this.#isOpen();
    const answer = await this.#send(bytes, isHead, cut);
    if (answer.status !== 0 || cut || !isUsed) return answer;
    return this.#send(bytes, isHead, cut);
  }

  async #send(bytes: Buffer, isHead: boolean, cut: boolean): Promise<WireAnswer> {
    const socket = await this.#open();
    const answer = readAnswer(socket, isHead);
    socket.write(bytes);
    if (cut) socket.end();
    const { closes, ...rest } = await answer;
    if (closes || cut) this.close();
    return rest;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #isOpen(): boolean {
    return this.#socket !== undefined && !this.#socket.destroyed && this.#socket.writable;
  }

  async #open(): Promise<Socket> {
    if (this.#socket !== undefined && this.#isOpen()) return this.#socket;
    const socket = connect(this.#port, "127.0.0.1");
    this.#socket = socket;
    await once(socket, "connect");
    return socket;
  }
}

function readAnswer(socket: Socket, isHead: boolean): Promise<WireAnswer & { readonly closes: boolean }> {
  return new Promise((resolve) => {
    let got = "";
    const finish = (closes: boolean) => {
      socket.off("data", read).off("close", hungUp).off("error", hungUp);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(got)?.[1];
      resolve({ status: Number(status ?? 0), text: got, closes });
    };
    const hungUp = () => finish(true);
    const read = (chunk: Buffer) => {
      got += chunk.toString("latin1");
      // "Go on" is no answer yet.
      got = got.replace(/^HTTP\/1\.1 1\d\d [^]*?\r\n\r\n/, "");
      const head = got.indexOf("\r\n\r\n");
      if (head === -1) return;
      const headers = got.slice(0, head).toLowerCase();
      if (isComplete(headers, got.slice(head + 4), isHead)) finish(headers.includes("\r\nconnection: close"));
    };
    socket.on("data", read).on("close", hungUp).on("error", hungUp);
  });
}

function isComplete(headers: string, body: string, isHead: boolean): boolean {
  if (isHead || /^http\/1\.1 (204|304)/.test(headers)) return true;
  if (headers.includes("\r\ntransfer-encoding: chunked")) return body.endsWith("0\r\n\r\n");
  const length = /\r\ncontent-length: (\d+)/.exec(headers)?.[1];
  return length !== undefined && body.length >= Number(length);
}
