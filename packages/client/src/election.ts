/** Decides which of several pages of one browser counts: the one that claimed last, and only that one. */
export interface Election {
  /** Takes over from whichever page has it. */
  claim(): void;
  /** Lets go: the page is out of sight. */
  release(): void;
}

/** Starts taking part. `onChange` hears whether this page counts; it does not before it claimed. */
export type JoinElection = (onChange: (elected: boolean) => void) => Election;

const NAME = "tutor-times-heartbeat";

/** By a lock that the claiming page steals; else by messages between the pages; else every page is alone. */
export const joinBrowserElection: JoinElection = (onChange) => {
  // Typed as always there, but missing on pages that are not served securely.
  const { locks }: { locks?: LockManager | null } = navigator;
  if (locks != null) return byLock(locks, onChange);
  if (typeof BroadcastChannel !== "undefined") return byMessage(() => new BroadcastChannel(NAME), onChange);
  return { claim: () => onChange(true), release: () => onChange(false) };
};

/** The page that holds the lock counts. A page that dies frees it. */
export function byLock(locks: Pick<LockManager, "request">, onChange: (elected: boolean) => void): Election {
  /** Ends the latest claim, granted or not; null if there is none. */
  let letGo: (() => void) | null = null;

  return {
    claim() {
      if (letGo !== null) return;
      let done = () => {};
      const held = new Promise<void>((resolve) => (done = resolve));
      letGo = done;
      const ours = () => letGo === done;
      locks
        .request(NAME, { steal: true }, () => {
          if (ours()) onChange(true);
          return held;
        })
        .then(
          () => undefined,
          (error: unknown) => {
            if (!ours()) return;
            // Stolen. Any other failure means that locks are not for this page, which then counts alone.
            const stolen = error instanceof DOMException && error.name === "AbortError";
            if (stolen) letGo = null;
            onChange(!stolen);
          },
        );
    },
    release() {
      if (letGo === null) return;
      letGo();
      letGo = null;
      onChange(false);
    },
  };
}

/** The page that spoke last counts. */
export function byMessage(
  open: () => Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">,
  onChange: (elected: boolean) => void,
): Election {
  let channel: ReturnType<typeof open> | null = null;

  function release(): void {
    if (channel === null) return;
    // Open only as long as needed: an open channel keeps a page out of the back/forward cache.
    channel.close();
    channel = null;
    onChange(false);
  }

  return {
    claim() {
      if (channel !== null) return;
      channel = open();
      channel.onmessage = release;
      channel.postMessage("claim");
      onChange(true);
    },
    release,
  };
}
