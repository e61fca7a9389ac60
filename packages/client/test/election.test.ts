import { describe, expect, it } from "vitest";
import { byLock, byMessage, type Election, type JoinElection } from "../src/election";
import { sitDown } from "./desk";

const SECOND = 1_000;

/** Locks as browsers have them, as far as an election needs: one name, one holder, stolen by whoever asks. */
function createLocks(): Pick<LockManager, "request"> {
  let evictHolder = () => {};
  async function request(name: string, ...rest: readonly unknown[]): Promise<unknown> {
    const granted = rest.at(-1);
    if (typeof granted !== "function") throw new TypeError("no callback");
    evictHolder();
    const evicted = new Promise<never>((_, reject) => {
      evictHolder = () => reject(new DOMException("stolen", "AbortError"));
    });
    const held = Promise.resolve().then(() => (stolen ? evicted : granted({ name, mode: "exclusive" })));
    let stolen = false;
    evicted.catch(() => (stolen = true));
    return Promise.race([held, evicted]);
  }
  return { request };
}

/** Channels of one name, as far as an election needs. */
function createAir() {
  type Channel = Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">;
  const open = new Set<Channel>();
  return (): Channel => {
    const channel: Channel = {
      onmessage: null,
      postMessage(data: unknown) {
        for (const other of open) {
          if (other !== channel)
            queueMicrotask(
              () =>
                open.has(other) && Reflect.apply(other.onmessage ?? (() => {}), other, [new MessageEvent("message", { data })]),
            );
        }
      },
      close: () => open.delete(channel),
    };
    open.add(channel);
    return channel;
  };
}

const locks = createLocks();
const air = createAir();
const ways: readonly [string, JoinElection][] = [
  ["locks", (onChange) => byLock(locks, onChange)],
  ["messages", (onChange) => byMessage(air, onChange)],
];

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe.each(ways)("an election by %s", (_, join) => {
  /** Five pages and which of them count. */
  function open() {
    const counting = new Set<number>();
    const pages: Election[] = [0, 1, 2, 3, 4].map((page) =>
      join((elected) => void (elected ? counting.add(page) : counting.delete(page))),
    );
    return { counting, pages };
  }

  it("elects the page that claimed last, and only that one", async () => {
    const { counting, pages } = open();
    for (const page of [0, 3, 1, 4, 0]) {
      pages[page]?.claim();
      await settle();
      expect([...counting]).toEqual([page]);
    }
    pages[0]?.release();
  });

  it("elects nobody when the one that counts lets go", async () => {
    const { counting, pages } = open();
    pages[2]?.claim();
    await settle();
    pages[2]?.release();
    await settle();
    expect([...counting]).toEqual([]);
    pages[1]?.claim();
    await settle();
    expect([...counting]).toEqual([1]);
    pages[1]?.release();
  });

  it("never elects two when all claim at once", async () => {
    const { counting, pages } = open();
    for (const page of pages) page.claim();
    await settle();
    expect(counting.size).toBeLessThanOrEqual(1);
    pages[3]?.claim();
    await settle();
    expect(counting.size).toBe(1);
    for (const page of pages) page.release();
    await settle();
    expect(counting.size).toBe(0);
  });
});

describe("a page that may not use locks", () => {
  it("counts alone", async () => {
    const seen: boolean[] = [];
    byLock({ request: () => Promise.reject(new DOMException("not here", "SecurityError")) }, (elected) =>
      seen.push(elected),
    ).claim();
    await settle();
    expect(seen).toEqual([true]);
  });
});

describe("the heartbeat among several tabs", () => {
  it("counts until another tab is used, and again from its own next use on", async () => {
    const desk = await sitDown({ environment: { joinElection: (onChange) => byLock(locks, onChange) } });
    const other = byLock(locks, () => undefined);
    await desk.read(30 * SECOND);
    other.claim();
    await desk.clock.pass(0);
    expect(desk.heartbeat.getState().status).toBe("elsewhere");
    await desk.clock.pass(60 * SECOND);
    desk.move();
    await desk.clock.pass(0);
    expect(desk.heartbeat.getState().status).toBe("counting");
    await desk.read(30 * SECOND);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(60 * SECOND);
  });

  it("counts again while its media play, after another tab was used for a moment", async () => {
    const desk = await sitDown({ environment: { joinElection: (onChange) => byLock(locks, onChange) } });
    const other = byLock(locks, () => undefined);
    await desk.read(30 * SECOND);
    other.claim();
    await desk.clock.pass(0);
    other.release();
    for (let second = 0; second < 60; second += 1) {
      await desk.clock.pass(SECOND);
      desk.heartbeat.noteLife("media");
    }
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBeGreaterThanOrEqual(80 * SECOND);
  });

  it("claims nothing once it is stopped", async () => {
    let claims = 0;
    const joinElection: JoinElection = (onChange) => ({
      claim: () => ((claims += 1), onChange(true)),
      release: () => onChange(false),
    });
    const desk = await sitDown({ environment: { joinElection } });
    desk.heartbeat.stop();
    const before = claims;
    await desk.clock.pass(2 * SECOND);
    desk.heartbeat.noteLife("touch");
    desk.heartbeat.resume();
    expect(claims).toBe(before);
  });

  it("leaves the lock alone while its own page is hidden", async () => {
    const desk = await sitDown({ environment: { joinElection: (onChange) => byLock(locks, onChange) } });
    desk.show(false);
    let elected = false;
    const other = byLock(locks, (now) => (elected = now));
    other.claim();
    await desk.clock.pass(30 * SECOND);
    desk.move();
    await desk.clock.pass(30 * SECOND);
    expect(elected).toBe(true);
    other.release();
  });
});
