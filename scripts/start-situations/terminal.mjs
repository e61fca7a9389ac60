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
      {
        name: "create-admin asks for what it needs, before the first start as well",
        async try(copy) {
          const terminal = openTerminal(copy, "npm run --silent tutor-times -- create-admin", {
            DATA_DIR: ".data-of-nobody-yet",
          });
          await terminal.answer("Username: ", "ruth");
          await terminal.answer("E-mail address: ", "ruth@example.edu");
          await terminal.answer("Password: ", "a long password");
          await terminal.answer("Once more: ", "a long password");
          await terminal.says("The admin ruth may sign in now.");
          await untilNothingRuns(copy.folder, 5000);
        },
      },
    ]
  : [];

/** @param {string} name @param {(terminal: import("node:child_process").ChildProcessWithoutNullStreams) => void} act @returns {Situation} */
function inTerminal(name, act) {
  return {
    name,
    async try(copy) {
      const terminal = openTerminal(copy, "npm start");
      await terminal.says("Ready after");
      act(terminal.child);
      await untilNothingRuns(copy.folder, 5000);
    },
  };
}

/** @param {import("./product.mjs").Copy} copy @param {string} line @param {Record<string, string>} [env] */
function openTerminal(copy, line, env = {}) {
  const command = [...(copy.as ?? []), line].join(" ");
  const child = spawn("script", ["--quiet", "--flush", "--return", "--command", command, "/dev/null"], {
    cwd: copy.folder,
    env: { ...process.env, ...copy.env, ...env, TERM: "xterm" },
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece) => (text += piece));
  /** Waits until the terminal shows `words`. @param {string} words */
  async function says(words) {
    for (let tries = 0; !text.includes(words); tries++) {
      if (tries > 3000) throw new Error(`It does not say "${words}" in time:\n${text}`);
      await wait(100);
    }
  }
  return {
    child,
    says,
    /** @param {string} question @param {string} words */
    async answer(question, words) {
      await says(question);
      child.stdin.write(`${words}\r`);
    },
  };
}
