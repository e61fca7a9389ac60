import type { AttentionKind, Target } from "./beats";

/**
 * A beat that waits, with its instants in epoch milliseconds of the server's clock; if `ahead` is given, of the browser's clock,
 * which the server's was that much ahead of when last seen.
 */
interface WaitingBeat {
  readonly target: Target;
  readonly from: number;
  readonly to: number;
  readonly kind: AttentionKind;
  readonly ahead?: number;
}

/** Keeps what waits beyond the life of the page. */
export interface BeatStore {
  /** Takes what other pages of the same account left behind. One that still lives keeps its own copy: nothing counts twice. */
  adopt(): readonly WaitingBeat[];
  /** Keeps exactly these for this page. */
  save(beats: readonly WaitingBeat[]): void;
  /** By how much the server's clock was ahead of the browser's when a page last knew, in milliseconds; null if none did. */
  ahead(): number | null;
  /** Keeps that. */
  saveAhead(ms: number): void;
  /** Removes all beats, of every page and account. */
  clear(): void;
}

const PREFIX = "tutor-times-beats/";
const CLOCK = "tutor-times-clock";

/** Keeps nothing. */
export const noStore: BeatStore = {
  adopt: () => [],
  save: () => undefined,
  ahead: () => null,
  saveAhead: () => undefined,
  clear: () => undefined,
};

/**
 * Keeps beats in `storage` under the name of `account`, a name for this page and a number for this store among the page's. What
 * was left behind under another account is removed. A storage that refuses or holds nonsense is as good as none.
 */
export function createBeatStore(storage: Storage, account: string, page: string, serial: number): BeatStore {
  const accountPrefix = `${PREFIX}${encodeURIComponent(account)}/`;
  const pagePrefix = `${accountPrefix}${page}/`;
  const key = `${pagePrefix}${serial}`;
  let saved = "";

  function keys(): string[] {
    return Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "").filter((name) => name.startsWith(PREFIX));
  }

  return {
    adopt: () =>
      attempt<WaitingBeat[]>([], () =>
        keys()
          // What this page itself still sends.
          .filter((name) => !name.startsWith(pagePrefix))
          .flatMap((name) => {
            const text = name.startsWith(accountPrefix) ? storage.getItem(name) : null;
            storage.removeItem(name);
            return attempt([], () => parse(text));
          }),
      ),
    save(beats) {
      const text = beats.length === 0 ? "" : JSON.stringify(beats);
      if (text === saved) return;
      saved = text;
      attempt(undefined, () => (text === "" ? storage.removeItem(key) : storage.setItem(key, text)));
    },
    ahead: () =>
      attempt(null, () => {
        const found: unknown = JSON.parse(storage.getItem(CLOCK) ?? "null");
        return typeof found === "number" ? found : null;
      }),
    saveAhead: (ms) => attempt(undefined, () => storage.setItem(CLOCK, String(ms))),
    clear() {
      saved = "";
      attempt(undefined, () => {
        for (const name of keys()) storage.removeItem(name);
      });
    },
  };
}

function attempt<T>(otherwise: T, action: () => T): T {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

function parse(text: string | null): WaitingBeat[] {
  const found: unknown = JSON.parse(text ?? "[]");
  return Array.isArray(found) ? found.filter(isWaitingBeat) : [];
}

function isWaitingBeat(value: unknown): value is WaitingBeat {
  if (typeof value !== "object" || value === null || !("target" in value && "from" in value && "to" in value && "kind" in value))
    return false;
  const { target, from, to, kind } = value;
  if ("ahead" in value && typeof value.ahead !== "number") return false;
  return isTarget(target) && Number.isInteger(from) && Number.isInteger(to) && (kind === "reading" || kind === "typing");
}

function isTarget(value: unknown): value is Target {
  if (typeof value !== "object" || value === null) return false;
  if ("unitId" in value) return Number.isInteger(value.unitId);
  return (
    "projectId" in value &&
    "taskDefinitionId" in value &&
    Number.isInteger(value.projectId) &&
    Number.isInteger(value.taskDefinitionId)
  );
}
