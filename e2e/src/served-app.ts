import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Instant } from "@tutor-times/core/instant";
import { within } from "./within";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = ["apps/server/dist/main.js", "apps/admin/.next/BUILD_ID"];
const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;

/** The built server in a process of its own. */
export interface ServedApp {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Makes its clock stand still at `now`; `null`: the computer's time again. */
  setClock(now: Instant | null): Promise<void>;
  /** What it has logged as errors since the last call, a line of JSON each. */
  takeErrors(): string[];
  stop(): Promise<void>;
}

/**
 * Starts the server on a free port, with `settings` beside the usual ones, and returns when this very process answers. Throws
 * with its output if it does not.
 */
export async function serveApp(databaseUrl: string, settings: Readonly<Record<string, string>> = {}): Promise<ServedApp> {
  for (const file of BUILT) if (!existsSync(ROOT + file)) throw new Error(`${file} is missing: run "pnpm build" first.`);
  const instance = randomUUID();
  const child = spawn(process.execPath, ["dist/main.js"], {
    cwd: `${ROOT}apps/server`,
    env: { ...environment(databaseUrl, instance), ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  const stop = () => stopChild(child);
  try {
    const { port } = await within(STARTS_WITHIN_MS, "The server's port", nextMessage(child, "listening"));
    const url = `http://127.0.0.1:${String(port)}`;
    await expectHealthy(url, instance);
    let seen = 0;
    return {
      url,
      stop,
      async setClock(now) {
        const answer = nextMessage(child, "clock-set");
        child.send({ type: "clock", now });
        await within(STOPS_WITHIN_MS, "The answer to a new time", answer);
      },
      takeErrors() {
        const lines = output.slice(seen).split("\n");
        seen = output.length;
        return lines.filter(isError);
      },
    };
  } catch (error) {
    await stop();
    throw new Error(`The server did not start.\n${output}`, { cause: error });
  }
}

function environment(databaseUrl: string, instance: string): NodeJS.ProcessEnv {
  const { NEXTAUTH_URL: _url, TEST_DATABASE_URL: _database, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: "production",
    PORT: "0",
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    INSTANCE_ID: instance,
    TEST_CLOCK: "ipc",
    LOG_LEVEL: "warn",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

async function expectHealthy(url: string, instance: string): Promise<void> {
  const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(STARTS_WITHIN_MS) });
  const health: unknown = await response.json();
  const answers = typeof health === "object" && health !== null && "instance" in health && health.instance === instance;
  if (!response.ok || !answers) throw new Error(`/healthz answered ${response.status} ${JSON.stringify(health)}`);
}

/** Resolves to the child's next message of `type`; rejects if it ends first. */
function nextMessage(child: ChildProcess, type: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`The server ended before it said "${type}"`));
    const listen = (message: unknown) => {
      if (typeof message !== "object" || message === null || !("type" in message) || message.type !== type) return;
      child.off("message", listen).off("exit", ended).off("error", ended);
      resolve({ ...message });
    };
    child.on("message", listen).once("exit", ended).once("error", ended);
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await within(STOPS_WITHIN_MS, "The end of the server", exited).catch(async () => {
    child.kill("SIGKILL");
    await exited;
  });
}

/** Pino's level 50 and above, and whatever is no line of pino's. */
function isError(line: string): boolean {
  if (line.trim() === "") return false;
  const level = /^\{"level":(\d+),/.exec(line)?.[1];
  return level === undefined || Number(level) >= 50;
}
