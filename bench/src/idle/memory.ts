import { readFileSync, statSync } from "node:fs";
import { familyOf, usageOf } from "../usage";
import type { Site } from "../site";

/** What a site keeps of the machine's memory, in megabytes. */
export interface Footprint {
  readonly appMb: number;
  /** Private to the database's processes. */
  readonly databaseMb: number;
  /** What they share: its buffers and locks, as far as they were ever used. Counted once. */
  readonly sharedMb: number;
  readonly totalMb: number;
}

export function footprintOf({ server, database }: Site): Footprint {
  const appMb = usageOf([server.pid]).privateMb;
  const databaseMb = usageOf(familyOf(database.pid)).privateMb;
  const sharedMb = sharedOf(database.pid);
  return { appMb, databaseMb, sharedMb, totalMb: appMb + databaseMb + sharedMb };
}

const BLOCK = 512;
const SHARED_SEGMENT = /^\/dev\/zero \(deleted\)$|^\/SYSV/;

/** Blocks of the shared segments that exist, whichever process touched them; for others than root all of their size. */
function sharedOf(pid: number): number {
  let bytes = 0;
  for (const range of mappings(pid)) {
    try {
      bytes += statSync(`/proc/${pid}/map_files/${range}`).blocks * BLOCK;
    } catch {
      const [from = "0", to = "0"] = range.split("-");
      bytes += Number.parseInt(to, 16) - Number.parseInt(from, 16);
    }
  }
  return bytes / 1024 / 1024;
}

function mappings(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/maps`, "utf8")
      .split("\n")
      .flatMap((line) => {
        const [range = "", , , , , ...path] = line.split(/\s+/);
        return SHARED_SEGMENT.test(path.join(" ")) ? [range] : [];
      });
  } catch {
    return [];
  }
}
