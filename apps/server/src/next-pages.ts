import { fileURLToPath } from "node:url";
import next from "next";
import type { PageHandler } from "./next-routes";

/** The screens, served by this process: from their build, or with `dev` from their sources. */
export async function preparePages(options: { readonly dev: boolean; readonly host: string; readonly port: number }) {
  process.env["NEXT_TELEMETRY_DISABLED"] ??= "1";
  // Both from src/ and from dist/, the screens are two folders up.
  const dir = fileURLToPath(new URL("../../admin", import.meta.url));
  const pages = next({ dev: options.dev, dir, hostname: options.host, port: options.port });
  await pages.prepare();
  const handle: PageHandler = pages.getRequestHandler();
  return { handle, close: () => pages.close() };
}
