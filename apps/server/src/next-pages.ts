import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import type { PageHandler } from "./next-routes";

/** The screens, served by this process: from their build, or with `dev` from their sources. */
export async function preparePages(options: { readonly dev: boolean; readonly host: string; readonly port: number }) {
  process.env["NEXT_TELEMETRY_DISABLED"] ??= "1";
  // Both from src/ and from dist/, the screens are two folders up.
  const dir = fileURLToPath(new URL("../../admin", import.meta.url));
  // With its first page Next would begin to take upgrades to WebSockets from our server, and leave most of them without an
  // answer for ever. It reloads pages over them in development, and needs none otherwise: it waits at a server of its own.
  const upgrades = options.dev ? {} : { httpServer: createServer() };
  const pages = next({ dev: options.dev, dir, hostname: options.host, port: options.port, ...upgrades });
  await pages.prepare();
  const handle: PageHandler = pages.getRequestHandler();
  return { handle, close: () => pages.close() };
}
