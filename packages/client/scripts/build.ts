import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5";
import { bundle } from "./bundle";
import { describeProcedures } from "./procedure-types";

/** Writes the package as other front ends install it into `dist`: scripts, their types, and the licences of what is in them. */

const folder = fileURLToPath(new URL("..", import.meta.url));
const inFolder = (...path: string[]) => join(folder, ...path);
const typesIn = (...path: string[]) => inFolder("dist", "types", ...path);

rmSync(inFolder("dist"), { recursive: true, force: true });
await bundle(inFolder("dist"));
writeTypes();
writeLicences();

function writeTypes(): void {
  const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  // Whether they are right is a check of its own (`pnpm check`).
  const wanted = [
    "--noEmit",
    "false",
    "--noCheck",
    "--declaration",
    "--emitDeclarationOnly",
    "--rootDir",
    "src",
    "--outDir",
    typesIn(),
  ];
  execFileSync(process.execPath, [compiler, "-p", "tsconfig.build.json", ...wanted], { cwd: folder, stdio: "inherit" });
  writeFileSync(typesIn("procedures.d.ts"), describeProcedures(inFolder("src", "procedures.ts"), compilerOptions()));
  for (const name of readdirSync(typesIn())) {
    // Front ends that resolve like Node.js want the extension.
    const text = readFileSync(typesIn(name), "utf8").replaceAll(/(from "\.\/[\w-]+)"/g, '$1.js"');
    writeFileSync(typesIn(name), text);
  }
}

function compilerOptions(): ts.CompilerOptions {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const config = ts.getParsedCommandLineOfConfigFile(inFolder("tsconfig.build.json"), {}, host);
  if (config === undefined) throw new Error("tsconfig.build.json cannot be read");
  return config.options;
}

function writeLicences(): void {
  const texts = ["@trpc/client", "@trpc/server"].map(
    (name) => `Parts of ${name} are in these scripts:\n\n${readFileSync(inFolder("node_modules", name, "LICENSE"), "utf8")}`,
  );
  writeFileSync(inFolder("dist", "LICENCES.txt"), texts.join("\n"));
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
}
