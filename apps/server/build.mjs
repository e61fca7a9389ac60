// Bundles the server with the workspace's packages, which are TypeScript. What node_modules holds for this package stays
// there and is found from dist/; what only other packages of the workspace depend on is bundled.
import { readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";

const { dependencies } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));
const installed = Object.keys(dependencies).filter((name) => !name.startsWith("@tutor-times/"));

rmSync(new URL("dist", import.meta.url), { recursive: true, force: true });
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ["src/main.ts"],
  outdir: "dist",
  bundle: true,
  // What the process keeps of its sources is memory: what is loaded later is apart, and comments are left out, in which a single
  // letter beyond Latin 1 doubles the whole.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  minifyWhitespace: true,
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  external: [...installed.flatMap((name) => [name, `${name}/*`]), "pg-native"],
  // Bundled CommonJS packages ask for Node's own modules through `require`.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
