import { get, type IncomingMessage } from "node:http";

const PATIENCE_MS = 30_000;

/** Pages that listen, each over a connection of its own. */
export interface LiveViews {
  /** Resolves when each of them has heard of one more change, with the milliseconds since `began`; rejects if one does not. */
  heardByAll(began: number): Promise<number>;
  close(): void;
}

/** Opens `count` streams of changes, shared evenly by those whom `cookies` sign in; resolves when all are open. */
export async function openLiveViews(url: string, cookies: readonly string[], count: number): Promise<LiveViews> {
  const streams = await Promise.all(
    Array.from({ length: count }, (_, index) => openStream(`${url}/api/live`, cookies[index % cookies.length] ?? "")),
  );
  return {
    heardByAll: async (began) => {
      await Promise.all(streams.map((stream) => nextChange(stream)));
      return performance.now() - began;
    },
    close: () => streams.forEach((stream) => stream.destroy()),
  };
}

function openStream(url: string, cookie: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`A stream was refused with ${answer.statusCode}.`));
      answer.setEncoding("utf8");
      answer.once("data", () => resolve(answer));
      answer.on("error", () => {});
    }).on("error", reject);
  });
}

function nextChange(stream: IncomingMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("A live view has not heard of a change.")), PATIENCE_MS);
    const hear = (text: string) => {
      if (!text.includes("event: change")) return;
      clearTimeout(late);
      stream.off("data", hear);
      resolve();
    };
    stream.on("data", hear);
  });
}
