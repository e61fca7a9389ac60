import type { Beat, BeatTransport, Verdict } from "../src/beats";
import type { HandClock } from "./hand-clock";

/** A server that keeps the rules of beats, with a clock that runs with the client's but shows another time. */
export interface HandServer {
  sendBeats: BeatTransport["sendBeats"];
  serverTime: BeatTransport["serverTime"];
  /** What it was sent and took. */
  readonly recorded: Beat[];
  readonly calls: { readonly at: number; readonly beats: readonly Beat[] }[];
  /** Called before each answer; may throw. */
  trouble: () => void | Promise<void>;
  verdictOf: (beat: Beat) => Verdict | null;
  /** Total of the recorded attention, in milliseconds. */
  total(of?: (beat: Beat) => boolean): number;
  now(): number;
  /** Somebody sets the server's clock. */
  moveClock(byMs: number): void;
}

const MINUTE = 60_000;

export function createHandServer(clock: HandClock, epochMs: number): HandServer {
  let moved = 0;
  const now = () => epochMs + moved + clock.real();
  const server: HandServer = {
    recorded: [],
    calls: [],
    trouble: () => undefined,
    verdictOf: () => null,
    now,
    moveClock(byMs) {
      moved += byMs;
    },
    total: (of = () => true) =>
      server.recorded.filter(of).reduce((sum, beat) => sum + Date.parse(beat.to) - Date.parse(beat.from), 0),
    async serverTime() {
      await server.trouble();
      return new Date(now()).toISOString();
    },
    async sendBeats(beats) {
      server.calls.push({ at: now(), beats });
      await server.trouble();
      const verdicts = beats.map((beat) => server.verdictOf(beat) ?? judge(beat, now()));
      server.recorded.push(...beats.filter((_, i) => verdicts[i] === "recorded"));
      return { receivedAt: new Date(now()).toISOString(), verdicts };
    },
  };
  return server;
}

function judge(beat: Beat, receivedAt: number): Verdict {
  const from = Date.parse(beat.from);
  const to = Date.parse(beat.to);
  if (to <= from || to - from > 5 * MINUTE) return "invalid";
  if (from < receivedAt - 15 * MINUTE) return "too_old";
  if (to > receivedAt + 2 * MINUTE || from >= receivedAt) return "in_future";
  return "recorded";
}
