// @vitest-environment node
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const MINUTE = 60_000;
// Compilers take their time on a busy machine.
vi.setConfig({ testTimeout: 2 * MINUTE });
const folder = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const readme = readFileSync(join(folder, "README.md"), "utf8");
const firstReadme = readFileSync(join(folder, "../../README.md"), "utf8");

/** Outside the workspace, so that nothing of it can be found from there. */
const outside = mkdtempSync(join(tmpdir(), "tutor-times-package-"));
const plain = join(outside, "plain");
const installed = join(plain, "node_modules/@tutor-times/client");

/** What people see who install the package: nothing is asked of the network. */
beforeAll(() => {
  mkdirSync(plain);
  writeFileSync(join(plain, "package.json"), JSON.stringify({ name: "a-front-end", type: "module" }));
  npm(["pack", "--pack-destination", outside], folder);
  const [packed = ""] = readdirSync(outside).filter((name) => name.endsWith(".tgz"));
  npm(["install", "--offline", "--no-audit", "--no-fund", join(outside, packed)], plain);
}, 2 * MINUTE);
afterAll(() => rmSync(outside, { recursive: true, force: true }));

function npm(args: readonly string[], cwd: string): void {
  // As somebody's terminal would: not as a script of this workspace.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith("npm_")));
  execFileSync("npm", args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
}

/** The examples of a README whose fence bears these words. */
function examples(fence: string, text = readme): string[] {
  const found = [...text.matchAll(/^```(.+)\n([^]*?)^```$/gm)].filter(([, info]) => info === fence);
  return found.map(([, , code = ""]) => code);
}

/** A front end of its own with the package, and links to what else it has installed. */
function frontEnd(name: string, others: readonly string[]): string {
  const where = join(outside, name);
  cpSync(plain, where, { recursive: true });
  for (const other of others) {
    const link = join(where, "node_modules", other);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder, "node_modules", other), link);
  }
  return where;
}

/** What the compiler has to say of `files`. */
function compile(version: string, where: string, files: Readonly<Record<string, string>>, options: object = {}): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(where, name), text);
  const strict = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
  const compilerOptions = { ...strict, target: "es2022", module: "nodenext", types: [], noEmit: true, ...options };
  writeFileSync(join(where, "tsconfig.json"), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  const tsc = join(dirname(require.resolve(`${version}/package.json`)), "bin/tsc");
  return spawnSync(process.execPath, [tsc, "-p", where], { encoding: "utf8" }).stdout;
}

const [use = "", transport = ""] = examples("ts");
const [first = ""] = examples("ts", firstReadme).filter((code) => code.includes("@tutor-times/client"));
const shown = { "use.ts": use, "transport.ts": transport, "first.ts": first };

describe("the package as others install it", () => {
  it("is shown by examples", () => {
    expect(examples("ts")).toHaveLength(2);
    expect(first).not.toBe("");
    expect([examples("tsx"), examples("ts angular")].map(({ length }) => length)).toEqual([1, 1]);
  });

  it("brings nothing along, and of the server not even types", () => {
    expect(readdirSync(join(plain, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["@tutor-times"]);
    expect(readdirSync(join(plain, "node_modules/@tutor-times"))).toEqual(["client"]);
    const files = readdirSync(join(installed, "dist"), { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.(js|ts)$/.test(name),
    );
    const imported = new Set(
      files.flatMap((name) => {
        const text = readFileSync(join(installed, "dist", name), "utf8");
        return [...text.matchAll(/\b(?:from|import)\s*\(?"([@a-z][\w@/-]*)"/g)].map(([, from]) => `${name}: ${from}`);
      }),
    );
    expect([...imported].toSorted()).toEqual([
      "angular.js: @angular/core",
      "react.js: react",
      "types/angular.d.ts: @angular/core",
    ]);
  });

  describe.each(["typescript-5", "typescript-6"])("with %s, strict, libraries checked", (version) => {
    const wrong: readonly [string, string, RegExp][] = [
      [
        "a field of an answer",
        "const { sessions } = await client.tracker.current.query(); sessions[0]?.durationHours;",
        /durationHours/,
      ],
      [
        "a field of an input",
        'await client.desk.assess.mutate({ projectId: 1, taskDefinitionId: 2, trigger: "complete", mark: 3 });',
        /mark/,
      ],
      ["a procedure", "await client.tracker.everything.query();", /everything/],
      ["a target", "startHeartbeat({ client, target: { taskId: 3 } });", /taskId/],
      [
        "two targets in one",
        "const both = { unitId: 1, projectId: 2, taskDefinitionId: 3 }; startHeartbeat({ client, target: both });",
        /not assignable to type .Target/,
      ],
      ["a status", 'if (startHeartbeat({ client }).getState().status === "asleep") throw new Error();', /asleep/],
      [
        "a credential",
        'createTutorTimesClient({ url: "", auth: { kind: "bearer", username: "ada" } });',
        /bearer|username|token/,
      ],
    ];
    it("compiles what the READMEs show, with nothing else installed, and refuses fields that there are not", () => {
      const head = 'import { createTutorTimesClient, startHeartbeat } from "@tutor-times/client";\n';
      const client = 'export const client = createTutorTimesClient({ url: "", auth: { kind: "session" } });\n';
      const files = wrong.map(([, code], i) => [`wrong-${i}.ts`, `${head}${client}${code}\n`]);
      const said = compile(version, plain, { ...shown, ...Object.fromEntries(files) }, { module: "nodenext" });
      // Of each file the third line is wrong, and nothing else anywhere.
      const found = wrong.map(([what, , about], i) => {
        const complaints = said.split("\n").filter((line) => line.includes(`wrong-${i}.ts(3,`));
        return [what, complaints.length, about.test(complaints[0] ?? "")];
      });
      expect(found).toEqual(wrong.map(([what]) => [what, 1, true]));
      expect(said.match(/error TS/g)).toHaveLength(wrong.length);
    });

    it("compiles the hook for React and the service for Angular, resolved as bundlers do", () => {
      const where = frontEnd(version, ["react", "@types/react", "@angular/core", "rxjs"]);
      const [hook = "", service = ""] = [...examples("tsx"), ...examples("ts angular")];
      const files = { ...shown, "hook.tsx": hook, "service.ts": service };
      expect(compile(version, where, files, { module: "esnext", moduleResolution: "bundler", jsx: "react-jsx" })).toBe("");
    });
  });

  it("types every procedure to the last field", () => {
    const procedures = readFileSync(join(installed, "dist/types/procedures.d.ts"), "utf8");
    expect(procedures.match(/Promise</g)?.length).toBeGreaterThan(15);
    expect(procedures.replaceAll(/\/\*.*\*\//g, "")).not.toMatch(/[:<|(]\s*(any|unknown)\b/);
  });

  it("runs in Node.js, each entry by itself", () => {
    const script = `
      const { createTutorTimesClient, startHeartbeat, TransportError } = await import("@tutor-times/client");
      const alone = await import("@tutor-times/client/heartbeat");
      console.log(startHeartbeat === alone.startHeartbeat, TransportError === alone.TransportError);
      const client = createTutorTimesClient({ url: "http://127.0.0.1:1", auth: { kind: "session" } });
      console.log(typeof client.viewer.me.query, typeof client.sendBeats);`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: plain, encoding: "utf8" });
    expect(stdout).toBe("true true\nfunction function\n");
  });
});
