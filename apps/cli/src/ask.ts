import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CommandError } from "./explain-error";

/** A password from `PASSWORD`, else typed twice on the terminal without being shown. */
export async function askPassword(): Promise<string> {
  const given = process.env["PASSWORD"];
  if (given) return given;
  if (!process.stdin.isTTY) throw new CommandError("There is no terminal to ask for a password: give it as PASSWORD.");
  const first = await askHidden("Password: ");
  const second = await askHidden("Once more: ");
  if (first !== second) throw new CommandError("The two passwords differ. Nothing was changed.");
  return first;
}

/** A line typed on the terminal; undefined where there is none to ask on, or nothing was typed. */
export async function askLine(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  return (await ask(question, process.stderr)).trim() || undefined;
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const answer = await ask("", nowhere);
  process.stderr.write("\n");
  return answer;
}

function ask(question: string, output: NodeJS.WritableStream): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve, reject) => {
    terminal.once("SIGINT", () => {
      terminal.close();
      reject(new CommandError("Given up. Nothing was changed."));
    });
    terminal.question(question, (answer) => {
      terminal.close();
      resolve(answer);
    });
  });
}
