import { beforeEach, describe, expect, it } from "vitest";
import { TransportError } from "../src/beats";
import { startHeartbeat } from "../src/heartbeat";
import { createBeatStore } from "../src/store";
import { sitDown, TASK } from "./desk";

const SECOND = 1_000;
const MINUTE = 60_000;
const BEAT = { target: TASK, from: 1_000, to: 2_000, kind: "reading" } as const;

beforeEach(() => localStorage.clear());

/** The beats that wait in the browser. */
function kept(): (string | null)[] {
  const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "");
  return names.filter((name) => name.startsWith("tutor-times-beats/")).map((name) => localStorage.getItem(name));
}

describe("what waits beyond the life of a page", () => {
  it("is adopted by the next page of the same account, once", () => {
    createBeatStore(localStorage, "ada", "first", 1).save([BEAT]);
    expect(createBeatStore(localStorage, "ada", "second", 1).adopt()).toEqual([BEAT]);
    expect(createBeatStore(localStorage, "ada", "third", 1).adopt()).toEqual([]);
  });

  it("is left to the page itself as long as that still sends it", () => {
    createBeatStore(localStorage, "ada", "first", 1).save([BEAT]);
    expect(createBeatStore(localStorage, "ada", "first", 2).adopt()).toEqual([]);
    expect(localStorage.length).toBe(1);
  });

  it("is removed, not adopted, by a page of another account", () => {
    createBeatStore(localStorage, "ada", "first", 1).save([BEAT]);
    expect(createBeatStore(localStorage, "ada/first", "second", 1).adopt()).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("is removed once the server has answered", () => {
    const store = createBeatStore(localStorage, "ada", "first", 1);
    store.save([BEAT]);
    store.save([]);
    expect(localStorage.length).toBe(0);
  });

  it.each([
    "",
    "{",
    "null",
    "[1]",
    '[{"target":{},"from":1,"to":2,"kind":"reading"}]',
    '[{"target":{"unitId":1},"from":"1","to":2,"kind":"reading"}]',
  ])("is nothing if it is nonsense: %s", (text) => {
    localStorage.setItem("tutor-times-beats/ada/first/1", text);
    expect(createBeatStore(localStorage, "ada", "second", 1).adopt()).toEqual([]);
  });

  it("leaves alone what others keep in the same place", () => {
    localStorage.setItem("theme", "dark");
    const store = createBeatStore(localStorage, "ada", "first", 1);
    store.adopt();
    store.clear();
    expect(localStorage.getItem("theme")).toBe("dark");
  });

  it("is given up without a word by a storage that is full", () => {
    const full: Storage = {
      length: 0,
      key: () => null,
      getItem: () => null,
      removeItem: () => undefined,
      clear: () => undefined,
      setItem() {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(() => createBeatStore(full, "ada", "first", 1).save([BEAT])).not.toThrow();
  });
});

describe("the heartbeat of a named account", () => {
  /** Reads for half a minute without a network, and then the page is gone. */
  async function readAndCrash() {
    const desk = await sitDown({ account: "ada", environment: { storage: localStorage } });
    await desk.clock.pass(SECOND);
    desk.server.trouble = () => {
      throw new TypeError("Failed to fetch");
    };
    await desk.read(30 * SECOND);
    desk.show(false);
    await desk.clock.pass(SECOND);
    return desk;
  }

  it("sends what an earlier page left behind, ids and times and nothing else", async () => {
    const earlier = await readAndCrash();
    expect(kept()).toEqual([
      expect.stringMatching(
        /^\[\{"target":\{"projectId":7,"taskDefinitionId":3\},"kind":"reading","from":\d{13},"to":\d{13}\}\]$/,
      ),
    ]);
    const desk = await sitDown({ account: "ada", laterMs: 60 * SECOND, environment: { storage: localStorage, page: "later" } });
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(31 * SECOND);
    expect(kept()).toEqual([]);
    earlier.heartbeat.stop({ discard: true });
  });

  it("forgets it at sign-out", async () => {
    const desk = await readAndCrash();
    desk.heartbeat.stop({ discard: true });
    expect(kept()).toEqual([]);
  });

  it("forgets it when the server says that nobody is signed in", async () => {
    const desk = await readAndCrash();
    desk.server.trouble = () => {
      throw new TransportError(401);
    };
    await desk.clock.pass(10 * SECOND);
    expect(desk.heartbeat.getState().status).toBe("signed-out");
    expect(kept()).toEqual([]);
  });

  it.each([0, -MINUTE])(
    "dates what a page measured before it knew the server's time, unless the browser's clock was set by %i ms",
    async (set) => {
      const first = await sitDown({ account: "ada", clockErrorMs: 7 * MINUTE, environment: { storage: localStorage } });
      await first.clock.pass(SECOND);
      first.heartbeat.stop();
      const second = await sitDown({
        account: "ada",
        clockErrorMs: 7 * MINUTE,
        laterMs: MINUTE,
        environment: { storage: localStorage, page: "second" },
      });
      second.heartbeat.stop({ discard: true });
      const hanging = startHeartbeat({
        client: { sendBeats: second.server.sendBeats, serverTime: () => new Promise(() => undefined) },
        target: TASK,
        account: "ada",
        environment: second.environment,
      });
      const start = second.server.now();
      await second.read(30 * SECOND);
      second.show(false);
      const third = await sitDown({
        account: "ada",
        clockErrorMs: 7 * MINUTE + set,
        laterMs: 3 * MINUTE,
        environment: { storage: localStorage, page: "third" },
      });
      await third.clock.pass(SECOND);
      const from = new Date(start).toISOString();
      expect(third.server.recorded.map((beat) => beat.from)).toEqual(set === 0 ? [from] : []);
      expect(third.server.total()).toBe(set === 0 ? 30 * SECOND : 0);
      hanging.stop({ discard: true });
    },
  );

  it("keeps nothing for a page that names no account", async () => {
    const desk = await sitDown({ environment: { storage: localStorage } });
    desk.server.trouble = () => {
      throw new TypeError("Failed to fetch");
    };
    await desk.read(90 * SECOND);
    desk.show(false);
    expect(localStorage.length).toBe(0);
  });
});
