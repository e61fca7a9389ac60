import type { BeatingPerson, Job } from "./job";
import { connect, send } from "./send-requests";
import type { Senders } from "./worker";

const BEAT_MS = 8_000;
const BEATS_PER_TASK = 10;

/**
 * Batches of beats that follow each other without a gap until now, ten on each task; for the next batch, other tasks. All
 * must be recorded.
 */
export async function beatSenders({ urls, connections, people, beats }: Job & { kind: "beats" }): Promise<Senders> {
  const clients = connect(urls, connections);
  let next = 0;
  const expected = new RegExp(`^(?:[^"]|"(?!verdicts"))*"verdicts":\\[(?:"recorded",?){${beats}}\\]`);
  return {
    senders: clients.map((client) => async () => {
      const person = people[next % people.length];
      if (person === undefined) throw new Error("There is nobody to beat.");
      const body = batchOf(person, beats, Math.floor(next / people.length), Date.now());
      next += 1;
      const headers = { ...person.headers, "content-type": "application/json" };
      const text = await send(client, { method: "POST", path: "/api/trpc/tracker.heartbeat", headers, body });
      if (!expected.test(text)) throw new Error(`Not all beats were recorded: ${text.slice(0, 200)}`);
    }),
    close: async () => void (await Promise.all(clients.map((client) => client.close()))),
  };
}

function batchOf(person: BeatingPerson, beats: number, round: number, now: number): string {
  const tasksPerBatch = Math.ceil(beats / BEATS_PER_TASK);
  return JSON.stringify({
    beats: Array.from({ length: beats }, (_, index) => {
      const task = person.tasks[(round * tasksPerBatch + Math.floor(index / BEATS_PER_TASK)) % person.tasks.length];
      const to = now - (beats - 1 - index) * BEAT_MS;
      return { ...task, from: new Date(to - BEAT_MS).toISOString(), to: new Date(to).toISOString(), kind: "reading" };
    }),
  });
}
