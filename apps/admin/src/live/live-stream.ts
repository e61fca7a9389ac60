/** `lost`: nothing is heard at present, and it is being tried again. `asleep`: nobody looks at this page. */
export type LiveStatus = "asleep" | "connecting" | "live" | "lost";

type Message =
  | { readonly kind: "change" }
  | { readonly kind: "status"; readonly status: LiveStatus }
  | { readonly kind: "who-leads" };

const STREAM = "/api/live";
const NAME = "tutor-times-live";
/** A stream that is gone for less than this was only renewed. */
const PATIENCE_MS = 4_000;
const REOPEN_MS = 5_000;

/**
 * The changes that the server tells of, for all tabs of this browser over one stream: of the tabs that somebody sees, the
 * one that holds the lock keeps the stream open and passes on what it hears. A tab that is hidden keeps none and hears
 * nothing; when it is seen again, it takes anything to have changed.
 */
export class LiveStream {
  readonly #onChange = new Set<() => void>();
  readonly #onStatus = new Set<() => void>();
  #status: LiveStatus = "asleep";
  #channel: BroadcastChannel | null = null;
  #leaving: AbortController | null = null;
  #leads = false;
  #hasSlept = false;

  get status(): LiveStatus {
    return this.#status;
  }

  /** Has `listener` called when something may have changed, as long as the page is seen. */
  onChange = (listener: () => void): (() => void) => this.#listen(this.#onChange, listener);

  /** Has `listener` called when the status changed. */
  onStatus = (listener: () => void): (() => void) => this.#listen(this.#onStatus, listener);

  #listen(listeners: Set<() => void>, listener: () => void): () => void {
    if (this.#isUnused()) document.addEventListener("visibilitychange", this.#look);
    listeners.add(listener);
    this.#look();
    return () => {
      listeners.delete(listener);
      if (!this.#isUnused()) return;
      document.removeEventListener("visibilitychange", this.#look);
      this.#sleep();
    };
  }

  #isUnused(): boolean {
    return this.#onChange.size + this.#onStatus.size === 0;
  }

  #look = (): void => {
    if (document.visibilityState === "hidden") this.#sleep();
    else if (this.#leaving === null) this.#wake();
  };

  #wake(): void {
    const leaving = new AbortController();
    this.#leaving = leaving;
    this.#channel = new BroadcastChannel(NAME);
    this.#channel.addEventListener("message", (event: MessageEvent<Message>) => this.#hear(event.data));
    this.#setStatus("connecting");
    this.#channel.postMessage({ kind: "who-leads" } satisfies Message);
    if (this.#hasSlept) this.#tellChange();
    // Without locks (a page that is not served safely) every tab in sight has a stream of its own.
    if (!("locks" in navigator)) {
      void this.#lead(leaving.signal);
      return;
    }
    navigator.locks
      .request(NAME, { signal: leaving.signal }, () => this.#lead(leaving.signal))
      .catch((error: unknown) => {
        if (!leaving.signal.aborted) throw error;
      });
  }

  #sleep(): void {
    if (this.#leaving === null) return;
    this.#leaving.abort();
    this.#leaving = null;
    this.#channel?.close();
    this.#channel = null;
    this.#hasSlept = true;
    this.#setStatus("asleep");
  }

  /** Keeps the stream open until `signal`. */
  #lead(signal: AbortSignal): Promise<void> {
    this.#leads = true;
    return new Promise((resolve) => {
      let source: EventSource | undefined;
      let patience: number | undefined;
      let reopening: number | undefined;
      let wasGone = false;
      const open = () => {
        const opened = new EventSource(STREAM);
        source = opened;
        opened.addEventListener("open", () => {
          window.clearTimeout(patience);
          patience = undefined;
          this.#announce("live");
          // However short it was gone, nobody told of what changed meanwhile.
          if (wasGone) this.#announceChange();
          wasGone = false;
        });
        opened.addEventListener("change", () => this.#announceChange());
        opened.addEventListener("error", () => {
          wasGone = true;
          patience ??= window.setTimeout(() => this.#announce("lost"), PATIENCE_MS);
          // The browser tries again by itself, unless it was refused.
          if (opened.readyState === EventSource.CLOSED) reopening = window.setTimeout(open, REOPEN_MS);
        });
      };
      signal.addEventListener("abort", () => {
        this.#leads = false;
        source?.close();
        window.clearTimeout(patience);
        window.clearTimeout(reopening);
        resolve();
      });
      if (signal.aborted) resolve();
      else open();
    });
  }

  #hear(message: Message): void {
    if (message.kind === "change") this.#tellChange();
    else if (message.kind === "who-leads") {
      if (this.#leads) this.#channel?.postMessage({ kind: "status", status: this.#status } satisfies Message);
    } else if (!this.#leads) this.#setStatus(message.status);
  }

  #announce(status: LiveStatus): void {
    this.#setStatus(status);
    this.#channel?.postMessage({ kind: "status", status } satisfies Message);
  }

  #announceChange(): void {
    this.#channel?.postMessage({ kind: "change" } satisfies Message);
    this.#tellChange();
  }

  #tellChange(): void {
    for (const listener of this.#onChange) listener();
  }

  #setStatus(status: LiveStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of this.#onStatus) listener();
  }
}
