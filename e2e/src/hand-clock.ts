/** A page's clock that stands still unless a test moves it. */
export interface HandClock {
  /** Lets `ms` pass: what is due on the way happens, and what the page asks of servers and of the browser's locks is answered. */
  pass(ms: number): Promise<void>;
  /** Lets `ms` pass without anything happening, as for a page that is frozen. */
  skip(ms: number): void;
  /** The same, but when the page is shown again, before it notices. */
  skipUntilShown(ms: number): void;
  /** Resolves when nothing that the page asked for is on its way. */
  quiet(): Promise<void>;
  /** What carries the page's requests; a test may put something of its own in its place. */
  network: (...request: Parameters<typeof fetch>) => Promise<Response>;
}

declare global {
  interface Window {
    handClock?: HandClock;
  }
}

/**
 * Runs in a page before its own scripts: replaces its clocks and timers, of which the wall clock shows `wall` at first. Timers
 * of no length stay what they are.
 */
export function installHandClock(wall: number): void {
  const own = {
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    fetch: window.fetch.bind(window),
  };
  const timers = new Map<number, { readonly at: number; readonly call: () => void }>();
  const underWay = new Set<Promise<unknown>>();
  /** Numbers of a browser's own timers begin at 1. */
  let lastId = 1e12;
  let passed = 0;
  let cachedMs = 0;

  const now = () => wall + passed;
  window.Date = new Proxy(Date, {
    construct: (target, given, by): object => Reflect.construct(target, given.length === 0 ? [now()] : given, by),
    get: (target, key, by): unknown => (key === "now" ? now : Reflect.get(target, key, by)),
  });
  performance.now = () => passed;
  const setFakeTimeout = (call: TimerHandler, ms = 0, ...given: unknown[]): number => {
    if (ms <= 0 || typeof call === "string") return own.setTimeout(call, ms, ...given);
    timers.set((lastId += 1), { at: passed + ms, call: () => void call(...given) });
    return lastId;
  };
  const clearFakeTimeout = (id?: number) => void (timers.delete(id ?? 0) || own.clearTimeout(id));
  Object.assign(window, { setTimeout: setFakeTimeout, clearTimeout: clearFakeTimeout });
  function waitFor(what: Promise<unknown>): void {
    underWay.add(what);
    const end = () => void underWay.delete(what);
    what.then(end, end);
  }
  window.fetch = (...given) => {
    const answer = handClock.network(...given);
    // An answer has come when its body has.
    waitFor(answer.then((response) => response.clone().arrayBuffer()));
    return answer;
  };
  waitForStolenLocks();

  /** A lock that is stolen is granted within milliseconds of the world's time, in which minutes may pass on this clock. */
  function waitForStolenLocks(): void {
    const { locks }: { locks?: LockManager } = navigator;
    if (locks === undefined) return;
    const request = locks.request.bind(locks);
    const asked = (name: string, options: LockOptions, use: LockGrantedCallback<unknown>) => {
      let granted = () => {};
      waitFor(new Promise<void>((resolve) => (granted = resolve)));
      const held = request(name, options, (lock) => {
        granted();
        return use(lock);
      });
      held.catch(granted);
      return held;
    };
    Object.assign(locks, { request: asked });
  }

  const comeBack = () => {
    passed += cachedMs;
    cachedMs = 0;
  };
  window.addEventListener("pageshow", comeBack, { capture: true });

  /** A turn of the event loop, which hidden pages take as soon as others: no timer. */
  const turn = () =>
    new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  async function quiet(): Promise<void> {
    await turn();
    while (underWay.size > 0) {
      await Promise.allSettled(underWay);
      // Answers are read, and may lead to further questions.
      for (let turns = 0; turns < 4; turns += 1) await turn();
    }
  }
  const handClock: HandClock = {
    async pass(ms) {
      await quiet();
      const end = passed + ms;
      for (;;) {
        const [next] = [...timers].filter(([, { at }]) => at <= end).toSorted(([, a], [, b]) => a.at - b.at);
        if (next === undefined) break;
        const [id, { at, call }] = next;
        timers.delete(id);
        passed = Math.max(passed, at);
        call();
        await quiet();
      }
      passed = end;
      await quiet();
    },
    skip: (ms) => void (passed += ms),
    skipUntilShown: (ms) => void (cachedMs = ms),
    quiet,
    network: own.fetch,
  };
  window.handClock = handClock;
}
