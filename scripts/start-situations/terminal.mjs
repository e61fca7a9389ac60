import { spawn, spawnSync } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { untilNothingRuns } from "./product.mjs";

/** @typedef {import("./situations.mjs").Situation} Situation */

const canPretend = spawnSync("script", ["--version"]).status === 0;

/** What needs a terminal, which `script` of util-linux pretends to be; without it these are left out. @type {Situation[]} */
export const terminalSituations = canPretend
  ? [
      inTerminal("Ctrl-C in a terminal stops everything within five seconds", (terminal) => terminal.stdin.write("\u0003")),
      inTerminal("closing the terminal stops everything within five seconds", (terminal) => terminal.kill("SIGKILL")),
    ]
  : [];

/** @param {string} name @param {(terminal: import("node:child_process").ChildProcessWithoutNullStreams) => void} act @returns {Situation} */
function inTerminal(name, act) {
  return {
    name,
    async try(copy) {
      const line = [...(copy.as ?? []), "npm", "start"].join(" ");
      const terminal = spawn("script", ["--quiet", "--flush", "--return", "--command", line, "/dev/null"], {
        cwd: copy.folder,
        env: { ...process.env, ...copy.env, TERM: "xterm" },
      });
      let text = "";
      terminal.stdout.setEncoding("utf8").on("data", (piece) => (text += piece));
      for (let tries = 0; !text.includes("Ready after"); tries++) {
        if (tries > 3000) throw new Error(`It was not ready in time:\n${text}`);
        await wait(100);
      }
      act(terminal);
      await untilNothingRuns(copy.folder, 5000);
    },
  };
}
