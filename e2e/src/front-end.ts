import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../../packages/client/scripts/bundle";

const PAGES = fileURLToPath(new URL("../pages/", import.meta.url));

/** Another site, whose pages have installed the heartbeat. */
export interface FrontEnd {
  /** `http://localhost:PORT`: to a browser another site than the server's 127.0.0.1. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves the pages of `e2e/pages`, and beside them the script that the package has for pages without a build. */
export async function serveFrontEnd(): Promise<FrontEnd> {
  const folder = await mkdtemp(join(tmpdir(), "tutor-times-front-end-"));
  await bundle(folder);
  const files = new Map([
    ["/marking.html", { type: "text/html; charset=utf-8", body: await readFile(join(PAGES, "marking.html")) }],
    ["/elsewhere.html", { type: "text/html; charset=utf-8", body: Buffer.from("<title>Elsewhere</title>Elsewhere") }],
    ["/tutor-times.js", { type: "text/javascript; charset=utf-8", body: await readFile(join(folder, "tutor-times.js")) }],
  ]);
  await rm(folder, { recursive: true });
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? "/", "http://localhost").pathname);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": file.type }).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The front end listens nowhere");
  return {
    origin: `http://localhost:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
