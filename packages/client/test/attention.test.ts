import { describe, expect, it } from "vitest";
import { createAttention, TICK_MS, type Attention, type Interval, type PageEvent } from "../src/attention";

const TASK = { projectId: 7, taskDefinitionId: 3 };
const OTHER_TASK = { projectId: 8, taskDefinitionId: 3 };
const MINUTE = 60_000;
const SECOND = 1_000;

/** A page in view of `TASK` since 0, ticking; attention is idle after 2 minutes. */
function page() {
  const attention: Attention = createAttention(2 * MINUTE);
  let now = 0;
  let wall = 1_000_000;
  const to = (at: number) => {
    for (; now + TICK_MS < at; now += TICK_MS)
      attention.on({ mono: now + TICK_MS, wall: wall + now + TICK_MS }, { type: "tick" });
    now = at;
  };
  const at = (ms: number, event: PageEvent) => {
    to(ms);
    return attention.on({ mono: ms, wall: wall + ms }, event);
  };
  const presence = (ms: number, visible: boolean, near: boolean, elected = true) =>
    at(ms, { type: "presence", visible, near, elected });
  at(0, { type: "target", target: TASK });
  presence(0, true, true);
  return {
    attention,
    at,
    presence,
    input: (ms: number) => at(ms, { type: "input", typing: false }),
    key: (ms: number) => at(ms, { type: "input", typing: true }),
    tick: (ms: number) => at(ms, { type: "tick" }),
    /** The machine sleeps, or somebody sets the wall clock. Returns the monotonic instant after it. */
    sleep: (ms: number, monotonicRuns: boolean) => {
      if (monotonicRuns) now += ms;
      else wall += ms;
      return now;
    },
  };
}

function spans(intervals: readonly Interval[]) {
  return intervals.map(({ from, to }) => [from, to]);
}

describe("attention", () => {
  it("counts from arriving to the last sign of life", () => {
    const { attention, input } = page();
    input(30 * SECOND);
    input(70 * SECOND);
    expect(attention.take()).toEqual([{ from: 0, to: 70 * SECOND, kind: "reading", target: TASK }]);
  });

  it("counts nothing that follows the last sign of life", () => {
    const { attention, input, tick, presence } = page();
    input(30 * SECOND);
    tick(100 * SECOND);
    presence(110 * SECOND, false, false);
    expect(spans(attention.take())).toEqual([[0, 30 * SECOND]]);
  });

  it("counts a pause of exactly the idle time, and none of a pause that is a millisecond longer", () => {
    const short = page();
    short.input(2 * MINUTE);
    expect(spans(short.attention.take())).toEqual([[0, 2 * MINUTE]]);
    const long = page();
    long.input(2 * MINUTE + 1);
    long.input(2 * MINUTE + 11);
    expect(spans(long.attention.take())).toEqual([[2 * MINUTE + 1, 2 * MINUTE + 11]]);
  });

  it("gives a taken interval only once, and goes on where it ended", () => {
    const { attention, input } = page();
    input(10);
    expect(spans(attention.take())).toEqual([[0, 10]]);
    expect(attention.take()).toEqual([]);
    input(30);
    expect(spans(attention.take())).toEqual([[10, 30]]);
  });

  it("gives the time before a change of what is in view to the one, the time after it to the other", () => {
    const { attention, at, input } = page();
    input(10 * SECOND);
    at(15 * SECOND, { type: "target", target: OTHER_TASK });
    input(40 * SECOND);
    expect(attention.take()).toEqual([
      { from: 0, to: 15 * SECOND, kind: "reading", target: TASK },
      { from: 15 * SECOND, to: 40 * SECOND, kind: "reading", target: OTHER_TASK },
    ]);
  });

  it("counts nothing while nothing is in view", () => {
    const { attention, at, input } = page();
    at(10 * SECOND, { type: "target", target: null });
    input(20 * SECOND);
    at(30 * SECOND, { type: "target", target: TASK });
    input(40 * SECOND);
    expect(spans(attention.take())).toEqual([
      [0, 10 * SECOND],
      [30 * SECOND, 40 * SECOND],
    ]);
  });

  it("counts as typing what lies within five seconds after a key, the rest as reading", () => {
    const { attention, input, key } = page();
    key(10 * SECOND);
    key(13 * SECOND);
    input(30 * SECOND);
    expect(attention.take().map(({ from, to, kind }) => [from, to, kind])).toEqual([
      [0, 10 * SECOND, "reading"],
      [10 * SECOND, 18 * SECOND, "typing"],
      [18 * SECOND, 30 * SECOND, "reading"],
    ]);
  });

  it("stops when the page is hidden and starts when it is shown again", () => {
    const { attention, input, presence } = page();
    input(10);
    presence(20, false, false);
    presence(50, true, true);
    input(60);
    expect(spans(attention.take())).toEqual([
      [0, 10],
      [50, 60],
    ]);
  });

  it("counts a window without the focus as long as the pointer is over it", () => {
    const { attention, input, presence } = page();
    input(10);
    presence(20, true, false);
    input(30);
    presence(40, true, true);
    input(50);
    expect(spans(attention.take())).toEqual([
      [0, 10],
      [40, 50],
    ]);
  });

  it("counts nothing while another tab is the one that counts", () => {
    const { attention, input, presence } = page();
    input(10);
    presence(15, true, true, false);
    input(30);
    expect(attention.phase(30)).toBe("elsewhere");
    presence(40, true, true, true);
    input(50);
    expect(spans(attention.take())).toEqual([
      [0, 10],
      [40, 50],
    ]);
  });

  it("counts nothing while paused", () => {
    const { attention, at, input } = page();
    input(10);
    at(20, { type: "pause", paused: true });
    input(30);
    at(40, { type: "pause", paused: false });
    input(50);
    expect(spans(attention.take())).toEqual([
      [0, 10],
      [40, 50],
    ]);
  });

  it.each([true, false])("ends before a sleep and starts with the first input after it (monotonic clock running: %s)", (runs) => {
    const { attention, input, sleep, at } = page();
    input(10 * SECOND);
    const woken = sleep(60 * SECOND, runs);
    expect(at(woken + 5, { type: "tick" })).toBe(!runs);
    expect(attention.phase(woken + 5)).toBe("idle");
    input(woken + 100);
    input(woken + 300);
    expect(spans(attention.take())).toEqual([
      [0, 10 * SECOND],
      [woken + 100, woken + 300],
    ]);
  });

  it("does not mind a wall clock that is set back", () => {
    const { attention, input, sleep } = page();
    input(10);
    sleep(-20 * MINUTE, false);
    input(20);
    expect(spans(attention.take())).toEqual([[0, 20]]);
  });

  it("cuts what is longer than the server takes", () => {
    const { attention, input } = page();
    for (let minute = 1; minute <= 9; minute += 1) input(minute * MINUTE);
    expect(spans(attention.take())).toEqual([
      [0, 4 * MINUTE],
      [4 * MINUTE, 8 * MINUTE],
      [8 * MINUTE, 9 * MINUTE],
    ]);
  });

  it("says what the page is doing", () => {
    const { attention, at, input, presence } = page();
    input(10);
    expect(attention.phase(10)).toBe("counting");
    expect(attention.phase(10 + 2 * MINUTE)).toBe("counting");
    expect(attention.phase(11 + 2 * MINUTE)).toBe("idle");
    presence(20, true, false);
    expect(attention.phase(20)).toBe("elsewhere");
    presence(30, false, false);
    expect(attention.phase(30)).toBe("hidden");
    at(40, { type: "pause", paused: true });
    expect(attention.phase(40)).toBe("paused");
    at(50, { type: "pause", paused: false });
    at(60, { type: "target", target: null });
    expect(attention.phase(60)).toBe("paused");
  });
});
