import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { type Finding, fine, wrong } from "./finding";

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 500e6;

export function lookAtNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const recent = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (recent) return fine("Node.js", process.versions.node);
  return wrong("Node.js", `${process.versions.node} is too old: install ${OLDEST_NODE.join(".")} or newer.`);
}

/** Whether the app could listen now, or is it that does. @param given `PORT` of the environment */
export async function lookAtPort(host: string, given: string): Promise<Finding> {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) {
    return wrong("Port", `PORT is "${given}": give it a number from 0 (any free port) to 65535.`);
  }
  const found = await tryPort(host, port);
  if (found !== "in use") return found;
  return (await isTutorTimes(host, port))
    ? fine("Port", `${port} of ${host} is used by Tutor Times, which runs there`)
    : wrong("Port", `${port} of ${host} is used by another program: stop that, or choose another port with PORT.`);
}

function tryPort(host: string, port: number): Promise<Finding | "in use"> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const code = "code" in error ? error.code : undefined;
      if (code === "EADDRINUSE") {
        resolve("in use");
      } else {
        resolve(wrong("Port", `Nothing can listen on ${port} of ${host} (${error.message}): choose others with PORT and HOST.`));
      }
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(fine("Port", `${port} of ${host} is free`))));
  });
}

/** Whether it is Tutor Times that answers there, well or not. */
async function isTutorTimes(host: string, port: number): Promise<boolean> {
  const own: Record<string, string> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };
  const name = own[host] ?? (host.includes(":") ? `[${host}]` : host);
  const answer: unknown = await fetch(`http://${name}:${port}/healthz`, { signal: AbortSignal.timeout(2_000) })
    .then((response) => response.json())
    .catch(() => undefined);
  return typeof answer === "object" && answer !== null && "instance" in answer && "database" in answer;
}

/** Whether this user may write where the data are, or will be. */
export function lookAtRights(dataDir: string): Finding {
  const nearest = nearestExisting(dataDir);
  if (!statSync(nearest).isDirectory()) {
    return wrong("Rights", `${nearest} is a file, and the data folder is to be there: name another with DATA_DIR.`);
  }
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return fine("Rights", `this user may write in ${nearest}`);
  } catch {
    return wrong("Rights", `This user may not write in ${nearest}: become its owner, or name another folder with DATA_DIR.`);
  }
}

export function lookAtDisk(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(nearestExisting(dataDir));
  const free = bavail * bsize;
  const text = `${(free / 1e9).toFixed(1)} GB free for ${dataDir}`;
  return free < LEAST_FREE_BYTES ? wrong("Disk", `Only ${text}: make room.`) : fine("Disk", text);
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}
