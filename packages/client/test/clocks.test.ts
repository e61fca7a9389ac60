import { describe, expect, it } from "vitest";
import { createServerClock } from "../src/server-clock";
import { sitDown, type Desk } from "./desk";

const MINUTE = 60_000;
const SECOND = 1_000;

describe("clocks", () => {
  it.each([-20 * MINUTE, 20 * MINUTE, 3 * 24 * 60 * MINUTE])(
    "a client clock that is %i ms wrong changes nothing",
    async (clockErrorMs) => {
      const desk = await sitDown({ clockErrorMs });
      const start = desk.server.now();
      await desk.read(5 * MINUTE);
      desk.heartbeat.stop();
      await desk.clock.pass(0);
      expect(desk.server.total()).toBe(5 * MINUTE);
      expect(Math.min(...desk.server.recorded.map(({ from }) => Date.parse(from)))).toBe(start);
    },
  );

  it("a clock that is set while the page runs loses at most what is between two signs of life", async () => {
    const desk = await sitDown();
    await desk.read(3 * MINUTE);
    desk.clock.setWall(45 * MINUTE);
    await desk.read(3 * MINUTE);
    desk.clock.setWall(-90 * MINUTE);
    await desk.read(3 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBeGreaterThanOrEqual(9 * MINUTE - 10 * SECOND);
    expect(desk.server.total()).toBeLessThanOrEqual(9 * MINUTE);
    expect(desk.server.calls.flatMap(({ beats }) => beats)).toHaveLength(desk.server.recorded.length);
  });

  it.each([true, false])(
    "a sleep is not counted, and the instants after it are right (monotonic clock running: %s)",
    async (runs) => {
      const desk = await sitDown();
      await desk.read(2 * MINUTE);
      desk.clock.sleep(10 * MINUTE, !runs);
      await desk.clock.pass(1);
      const woken = desk.server.now();
      desk.move();
      await desk.read(2 * MINUTE);
      desk.heartbeat.stop();
      await desk.clock.pass(0);
      const after = desk.server.recorded.filter(({ to }) => Date.parse(to) > woken - 5 * MINUTE);
      expect(after.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)).toBe(2 * MINUTE);
      expect(Math.min(...after.map(({ from }) => Date.parse(from)))).toBeGreaterThanOrEqual(woken);
      expect(Math.max(...after.map(({ to }) => Date.parse(to)))).toBe(desk.server.now());
      expect(desk.server.total()).toBe(4 * MINUTE);
    },
  );

  it("nothing is invented from what a long sleep made too old to send", async () => {
    const desk = await sitDown();
    await desk.read(2 * MINUTE + 30 * SECOND);
    desk.clock.sleep(8 * 60 * MINUTE, true);
    await desk.clock.pass(1);
    const woken = desk.server.now();
    await desk.clock.pass(5 * MINUTE);
    expect(desk.server.recorded.every(({ to }) => Date.parse(to) < woken - 60 * MINUTE)).toBe(true);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "idle", waitingMs: 0 });
  });

  describe("nothing is put where the machine slept, whatever comes first after it:", () => {
    const unreachable = () => {
      throw new TypeError("Failed to fetch");
    };
    const firsts: readonly [string, (desk: Desk) => void][] = [
      ["the next attempt to send", () => undefined],
      ["the network", (desk) => desk.fire("online")],
      ["a pause", (desk) => desk.heartbeat.pause()],
    ];
    it.each(firsts)("%s", async (_, comesFirst) => {
      for (const hidden of [true, false]) {
        const desk = await sitDown();
        await desk.read(MINUTE + 50 * SECOND);
        desk.server.trouble = unreachable;
        if (hidden) desk.show(false);
        else await desk.read(3 * MINUTE);
        await desk.clock.pass(500);
        const asleep = desk.server.now();
        desk.clock.sleep(30 * MINUTE, true);
        desk.server.trouble = () => undefined;
        comesFirst(desk);
        await desk.clock.pass(MINUTE);
        expect(desk.server.total()).toBeGreaterThan(0);
        expect(Math.max(...desk.server.recorded.map(({ to }) => Date.parse(to)))).toBeLessThanOrEqual(asleep);
        desk.heartbeat.stop({ discard: true });
      }
    });

    it("an answer that was on its way", async () => {
      const desk = await sitDown();
      await desk.read(MINUTE - SECOND);
      let arrive = () => {};
      desk.server.trouble = () => new Promise<void>((resolve) => (arrive = resolve));
      await desk.read(10 * SECOND, SECOND);
      const asleep = desk.server.now();
      desk.clock.sleep(30 * MINUTE, true);
      desk.server.trouble = () => undefined;
      arrive();
      await desk.clock.pass(MINUTE);
      expect(desk.server.calls.length).toBeGreaterThan(0);
      expect(desk.server.recorded.filter(({ to }) => Date.parse(to) > asleep)).toEqual([]);
    });
  });

  it.each([-300, 300])(
    "beats that join here join there, though the server's clock turns out %i ms off between two",
    async (by) => {
      const desk = await sitDown();
      await desk.read(90 * SECOND);
      desk.server.moveClock(by);
      await desk.read(4 * MINUTE);
      desk.heartbeat.stop();
      await desk.clock.pass(0);
      const [first, ...later] = desk.server.recorded;
      let end = first?.to;
      for (const { from, to } of later) {
        expect(from).toBe(end);
        end = to;
      }
      expect(Math.abs(desk.server.total() - 5.5 * MINUTE)).toBe(300);
    },
  );

  it("corrects a wrong idea of the server's time by the server's refusal", async () => {
    const desk = await sitDown();
    await desk.read(MINUTE);
    desk.server.moveClock(30 * MINUTE);
    await desk.read(3 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(4 * MINUTE);
  });
});

describe("what was measured while the server's time was not known", () => {
  it.each([true, false])("survives a sleep, but not a clock that was set (sleep: %s)", async (sleeps) => {
    const desk = await sitDown();
    await desk.read(MINUTE);
    desk.server.trouble = () => {
      throw new TypeError("Failed to fetch");
    };
    desk.clock.sleep(MINUTE, true);
    await desk.clock.pass(10 * SECOND);
    const before = desk.server.total();
    const start = desk.server.now();
    desk.move();
    await desk.read(5 * MINUTE);
    const end = desk.server.now();
    if (sleeps) desk.clock.sleep(30 * SECOND, true);
    else desk.clock.setWall(30 * SECOND);
    await desk.clock.pass(10 * SECOND);
    desk.server.trouble = () => undefined;
    await desk.clock.pass(2 * MINUTE);
    const after = desk.server.recorded.filter(({ from }) => Date.parse(from) >= start);
    expect(before).toBeLessThanOrEqual(MINUTE);
    expect(after.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)).toBe(sleeps ? 5 * MINUTE : 0);
    expect(after.every(({ to }) => Date.parse(to) <= end)).toBe(true);
  });
});

describe("a server's clock that somebody sets", () => {
  it("is followed from the second answer on, although it takes what it is sent", async () => {
    const desk = await sitDown();
    await desk.read(5 * MINUTE);
    desk.server.moveClock(10 * MINUTE);
    await desk.read(5 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    const last = Math.max(...desk.server.recorded.map(({ to }) => Date.parse(to)));
    expect(Math.abs(last - desk.server.now())).toBeLessThan(SECOND);
  });
});

describe("the estimate of the server's clock", () => {
  const at = (mono: number) => ({ mono, wall: mono });

  it("is unknown before the first answer", () => {
    expect(createServerClock().at(5)).toBeNull();
  });

  it("takes the middle of the round trip for the instant of the answer", () => {
    const clock = createServerClock();
    clock.learn(at(100), at(300), 5_000);
    expect(clock.at(200)).toBe(5_000);
    expect(clock.at(1_200)).toBe(6_000);
  });

  it("prefers the answer that travelled fastest", () => {
    const clock = createServerClock();
    clock.learn(at(0), at(1_000), 10_000);
    clock.learn(at(2_000), at(2_020), 11_700);
    expect(clock.at(2_010)).toBe(11_700);
    clock.learn(at(3_000), at(4_000), 12_900);
    expect(clock.at(2_010)).toBe(11_700);
  });

  it("prefers a slower answer once the fast one is old", () => {
    const clock = createServerClock();
    const hour = 3_600_000;
    clock.learn(at(0), at(20), 10_010);
    clock.learn(at(hour), at(hour + 100), hour + 10_300);
    expect(clock.at(hour + 50)).toBe(hour + 10_300);
  });

  it("learns nothing from a round trip during which the machine slept", () => {
    const clock = createServerClock();
    clock.learn({ mono: 0, wall: 0 }, { mono: 10, wall: 60_000 }, 5_000);
    expect(clock.at(10)).toBeNull();
  });

  it("does not believe an answer that contradicts what it knows", () => {
    const clock = createServerClock();
    clock.learn(at(0), at(20), 10_010);
    clock.learn(at(1_000), at(1_000), 31_000);
    expect(clock.at(1_000)).toBe(11_000);
    clock.learn(at(2_000), at(2_000), 12_000);
    clock.learn(at(3_000), at(3_000), 33_000);
    expect(clock.at(3_000)).toBe(13_000);
  });

  it("believes two answers that agree with each other", () => {
    const clock = createServerClock();
    clock.learn(at(0), at(20), 10_010);
    clock.learn(at(1_000), at(1_000), 31_000);
    clock.learn(at(2_000), at(2_000), 32_000);
    expect(clock.at(2_000)).toBe(32_000);
  });
});
