import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync } from "node:fs";
import { MEMORY } from "../../scripts/lib/memory.mjs";
import { ROOT } from "./paths";

const STARTS_WITHIN_MS = 60_000;

/** The built app, started as `npm start` starts it: production, its log in a file. */
export interface AppServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export async function startServer(
  databaseUrl: string,
  { logFile, nodeOptions = [] }: { logFile: string; nodeOptions?: readonly string[] },
): Promise<AppServer> {
  for (const built of ["apps/server/dist/main.js", "apps/admin/.next/BUILD_ID"]) {
    if (!existsSync(ROOT + built)) throw new Error(`${built} is missing: run "pnpm build" first.`);
  }
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [...nodeOptions, "dist/main.js"], {
    cwd: `${ROOT}apps/server`,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_ENV: "production",
      ...MEMORY,
      PORT: "0",
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
      NEXT_TELEMETRY_DISABLED: "1",
      // Counted like any other request, and never refused: fifty people do the work of thousands here.
      RATE_LIMIT_PER_USER: "1000000000",
      RATE_LIMIT_PER_ADDRESS: "1000000000",
      // A load speaks for people at many addresses.
      TRUSTED_PROXIES: "127.0.0.1",
    },
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  const port = await listeningPort(child, logFile);
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => stopChild(child) };
}

function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The server does not listen; see ${logFile}.`)), STARTS_WITHIN_MS);
    child.on("message", (message: { type?: string; port?: number }) => {
      if (message.type !== "listening" || message.port === undefined) return;
      clearTimeout(late);
      resolve(message.port);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}; see ${logFile}.`)));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await exited;
}
