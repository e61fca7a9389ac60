import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { type Finding, fine, note, wrong } from "./finding";

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_BYTES = 500e6;

export function lookAtNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const recent = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  if (recent) return fine("Node.js", process.versions.node);
  return wrong("Node.js", `${process.versions.node} is too old: install ${OLDEST_NODE.join(".")} or newer.`);
}

/** Whether the app could listen now. */
export function lookAtPort(host: string, port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const code = "code" in error ? error.code : undefined;
      if (code === "EADDRINUSE") {
        resolve(note("Port", `${port} of ${host} is in use: by Tutor Times if it runs, else choose another with PORT.`));
      } else {
        resolve(wrong("Port", `Nothing can listen on ${port} of ${host} (${error.message}): choose others with PORT and HOST.`));
      }
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(fine("Port", `${port} of ${host} is free`))));
  });
}

/** Whether this user may write where the data are, or will be. */
export function lookAtRights(dataDir: string): Finding {
  const nearest = nearestExisting(dataDir);
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
