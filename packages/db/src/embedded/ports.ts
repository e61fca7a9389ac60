import { createServer } from "node:net";

/** `preferred` if it is free on 127.0.0.1, else a port that is. Somebody else may still take it first. */
export async function findFreePort(preferred?: number): Promise<number> {
  const port = preferred === undefined ? undefined : await tryPort(preferred);
  const free = port ?? (await tryPort(0));
  if (free === undefined) throw new Error("No port of 127.0.0.1 is free.");
  return free;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
