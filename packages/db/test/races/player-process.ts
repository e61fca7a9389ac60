import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import type { PlayOptions } from "./children/play";
import type { RaceAnswer, RaceEvent } from "./event";

const require = createRequire(import.meta.url);
const REQUIRE = 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);';

/** The child's program in one file. */
export interface Bundle {
  readonly path: string;
  remove(): void;
}

/** Bundles the child once, so that it starts in a fraction of a second. */
export async function bundlePlayer(): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), "tutor-times-races-"));
  const path = join(folder, "play.mjs");
  await build({
    entryPoints: [require.resolve("./children/play.ts")],
    outfile: path,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "warning",
    banner: { js: REQUIRE },
  });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A process of its own that plays events. */
export class PlayerProcess {
  /** All it has said so far, in turn. */
  readonly answers: RaceAnswer[] = [];
  /** What it carried out without tracking it. */
  readonly untracked: string[] = [];
  /** Resolves with its exit code, or the signal that ended it. */
  readonly exited: Promise<number | NodeJS.Signals>;
  readonly #child: ChildProcess;
  #listsPlayed = 0;
  #isReady = false;
  #complaints = "";
  #waiting: { readonly holds: () => boolean; readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  constructor(bundle: Bundle, options: PlayOptions) {
    this.#child = spawn(process.execPath, ["--unhandled-rejections=strict", bundle.path, JSON.stringify(options)], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => (this.#complaints += chunk.toString()));
    this.#child.stdin?.on("error", () => {});
    if (this.#child.stdout) createInterface(this.#child.stdout).on("line", (line) => this.#hear(JSON.parse(line)));
    // "close" and not "exit": then all that it said has been heard.
    this.exited = once(this.#child, "close").then(([code, signal]) => {
      const gone = new Error(`The player has ended (${signal ?? code}): ${this.#complaints}`);
      for (const { reject } of this.#waiting) reject(gone);
      return signal ?? code;
    });
  }

  /** Resolves when its connections are open. */
  ready(): Promise<void> {
    return this.until(() => this.#isReady);
  }

  /** Sends events, to be played after those sent before. */
  send(events: readonly RaceEvent[]): void {
    this.#child.stdin?.write(`${JSON.stringify(events)}\n`);
  }

  /** Sends events and resolves when all are answered. */
  async play(events: readonly RaceEvent[]): Promise<void> {
    const lists = this.#listsPlayed + 1;
    this.send(events);
    await this.until(() => this.#listsPlayed >= lists);
  }

  /** Resolves when `holds`, which is looked at whenever the player has said something. Rejects if it ends before. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiting.push({ holds, resolve, reject }));
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Lets it finish what it has, and resolves with its exit code. */
  end(): Promise<number | NodeJS.Signals> {
    this.#child.stdin?.end();
    return this.exited;
  }

  #hear(said: "ready" | "played" | { untracked: string } | RaceAnswer): void {
    if (said === "ready") this.#isReady = true;
    else if (said === "played") this.#listsPlayed += 1;
    else if ("untracked" in said) this.untracked.push(said.untracked);
    else this.answers.push(said);
    const held = this.#waiting.filter(({ holds }) => holds());
    this.#waiting = this.#waiting.filter((waiting) => !held.includes(waiting));
    for (const { resolve } of held) resolve();
  }
}
