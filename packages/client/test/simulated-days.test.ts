import { describe, expect, it } from "vitest";
import { OTHER_TASK, sitDown, TASK, type Desk } from "./desk";

const MINUTE = 60_000;
const SECOND = 1_000;

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Marks one submission for `ms`: reads, now and then stares at a line for up to a minute and a half, writes. */
async function mark(desk: Desk, ms: number, random: () => number): Promise<void> {
  for (let left = ms; left > 0;) {
    const dice = random();
    const pause = dice < 0.05 ? random() * 90 * SECOND : random() * 15 * SECOND;
    const step = Math.min(left, pause);
    await desk.clock.pass(step);
    left -= step;
    // Who is done gets up without touching anything.
    if (left <= 0) return;
    if (dice > 0.9) desk.type();
    else desk.move();
  }
}

/** The attention that the server knows of, however often it was sent. */
function covered(desk: Desk): number {
  let end = 0;
  let sum = 0;
  for (const beat of desk.server.recorded.toSorted((a, b) => a.from.localeCompare(b.from))) {
    sum += Math.max(0, Date.parse(beat.to) - Math.max(end, Date.parse(beat.from)));
    end = Math.max(end, Date.parse(beat.to));
  }
  return sum;
}

describe("a term of marking days over a bad network", () => {
  it("is counted within two hundredths of the truth", async () => {
    const random = chance(20_260_302);
    const between = (least: number, most: number) => (least + random() * (most - least)) * MINUTE;
    let truth = 0;
    let counted = 0;
    for (let day = 0; day < 40; day += 1) {
      const desk = await sitDown({ account: "ada", clockErrorMs: between(-30, 30) });
      const { sendBeats } = desk.server;
      desk.server.sendBeats = async (beats) => {
        const fate = random();
        if (fate < 0.1) throw new TypeError("Failed to fetch");
        const answer = await sendBeats(beats);
        if (fate < 0.2) throw new TypeError("Failed to fetch");
        return answer;
      };
      for (let submission = 0; submission < 6; submission += 1) {
        desk.heartbeat.setTarget(submission % 2 === 0 ? TASK : OTHER_TASK);
        desk.move();
        const ms = between(2, 45);
        truth += ms;
        await mark(desk, ms, random);
        const leaves = random();
        if (leaves < 0.4) desk.show(false);
        else if (leaves < 0.6) desk.clock.sleep(between(3, 10), random() < 0.5);
        await desk.clock.pass(between(3, 4));
        desk.show(true);
      }
      desk.heartbeat.stop();
      await desk.clock.pass(10 * MINUTE);
      counted += covered(desk);
    }
    expect(Math.abs(counted / truth - 1)).toBeLessThan(0.02);
  }, 60_000);
});
