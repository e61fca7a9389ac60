import type { Job, LoadResult } from "./job";
import { beatSenders } from "./send-beats";
import { httpSenders } from "./send-requests";
import { touchSenders } from "./send-touches";

// The load comes from a process of its own, so that neither its work nor its garbage is the server's.

/** Sends one request and returns when it is answered. Throws if the answer is not what was asked for. */
export type Sender = () => Promise<void>;

/** A sender for each connection, and what closes them. */
export interface Senders {
  readonly senders: readonly Sender[];
  close(): Promise<void>;
}

const WARM_UP_MS = 1500;

process.on("message", (job: Job) => {
  void run(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once("disconnect", () => process.exit());

async function run(job: Job): Promise<LoadResult> {
  const prepared = await prepare(job);
  const latencies: number[] = [];
  const failures: string[] = [];
  const from = performance.now() + WARM_UP_MS;
  const until = from + job.seconds * 1000;
  const [began, cpuBefore] = [performance.now(), process.cpuUsage()];
  await Promise.all(
    prepared.senders.map(async (send) => {
      for (let began = performance.now(); began < until; began = performance.now()) {
        await send().catch((error: unknown) => failures.push(error instanceof Error ? error.message : String(error)));
        const ended = performance.now();
        if (began >= from && ended <= until) latencies.push(ended - began);
      }
    }),
  );
  const cpu = process.cpuUsage(cpuBefore);
  const generatorCpu = ((cpu.user + cpu.system) / 1000 / (performance.now() - began)) * 100;
  await prepared.close();
  latencies.sort((a, b) => a - b);
  const quantile = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    perSecond: latencies.length / job.seconds,
    p50: quantile(0.5),
    p99: quantile(0.99),
    count: latencies.length,
    generatorCpu,
    failures: failures.length,
    firstFailure: failures[0] ?? null,
  };
}

function prepare(job: Job): Promise<Senders> {
  switch (job.kind) {
    case "http":
      return httpSenders(job);
    case "beats":
      return beatSenders(job);
    case "touch":
      return touchSenders(job);
  }
}
