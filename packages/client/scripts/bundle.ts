import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SOURCES = fileURLToPath(new URL("../src", import.meta.url));
const ENTRIES = ["index", "heartbeat", "react", "angular"];

/**
 * Writes the package's scripts into `folder`: a module per entry, and `tutor-times.js` for a script tag, which defines
 * `TutorTimes`. They stand for themselves; only the entries for React and Angular import what they are named after.
 */
export async function bundle(folder: string): Promise<void> {
  const common = { bundle: true, minify: true, target: "es2022", legalComments: "none", logLevel: "warning" } as const;
  await build({
    ...common,
    entryPoints: ENTRIES.map((name) => join(SOURCES, `${name}.ts`)),
    outdir: folder,
    chunkNames: "part-[hash]",
    format: "esm",
    splitting: true,
    external: ["react", "@angular/core"],
  });
  await build({
    ...common,
    entryPoints: [join(SOURCES, "index.ts")],
    outfile: join(folder, "tutor-times.js"),
    format: "iife",
    globalName: "TutorTimes",
  });
}
