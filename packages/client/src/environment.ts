import type { Moment } from "./attention";
import { joinBrowserElection, type JoinElection } from "./election";

/** Time, as the heartbeat needs it. */
export interface Clock {
  /** Both clocks at once. */
  moment(): Moment;
  /** Calls back once after `ms`; the function returned calls it off. */
  after(ms: number, callback: () => void): () => void;
}

/** What the heartbeat needs of the browser. */
export interface Environment {
  readonly clock: Clock;
  readonly document: Document;
  /** 0 to 1, scatters retries. */
  random(): number;
  /** Whether an event was made by a person and not by a script. */
  trusts(event: Event): boolean;
  /** Where beats wait beyond the life of the page; null if nowhere. */
  readonly storage: Storage | null;
  /** Tells this page from the browser's others. */
  readonly page: string;
  readonly joinElection: JoinElection;
  /** Tells of an error that a listener of the page threw. */
  reportError(this: void, error: unknown): void;
}

let page: string | undefined;

/** The browser itself. Its clocks are looked up at each call, because tests replace them. */
export function browserEnvironment(): Environment {
  return {
    clock: {
      moment: () => ({ mono: performance.now(), wall: Date.now() }),
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
    document: globalThis.document,
    random: Math.random,
    trusts: (event) => event.isTrusted,
    storage: localStorageIfAny(),
    page: (page ??= Math.random().toString(36).slice(2)),
    joinElection: joinBrowserElection,
    reportError: (error) => globalThis.reportError(error),
  };
}

/** Browsers that are told to keep nothing throw at the mere mention. */
function localStorageIfAny(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
