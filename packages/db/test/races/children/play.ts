// Plays events: each line of its input is a JSON list of them, each line of its output the answer to one, written when
// the promise of the act has resolved. "ready" comes first, when the connections are open, and the process ends with its
// input. Acts that succeeded without being tracked are told as "untracked".
import { createInterface } from "node:readline";
import { onTrackingFailure } from "../../../src/acts/perform";
import { openDatabase } from "../../../src/database";
import { Player, type RaceEvent } from "../event";

export interface PlayOptions {
  readonly url: string;
  /** What PostgreSQL's views call its connections. */
  readonly applicationName: string;
  /** Most connections of each pool. */
  readonly max: number;
  /** How many events are under way at any time. */
  readonly atOnce: number;
}

async function main({ atOnce, ...options }: PlayOptions): Promise<void> {
  const db = openDatabase(options);
  onTrackingFailure(db, (error) => say({ untracked: String(error) }));
  const clients = await Promise.all(Array.from({ length: options.max }, () => db.pipelined.connect()));
  for (const client of clients) client.release();
  const player = new Player(db);
  say("ready");
  for await (const line of createInterface(process.stdin)) {
    const events: RaceEvent[] = JSON.parse(line);
    await player.playAll(events, atOnce, say);
    say("played");
  }
  await db.close();
}

/** Pipes are written synchronously: what was said stays said, even if the process is killed right after. */
function say(what: unknown): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

main(JSON.parse(process.argv[2] ?? "{}")).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
