import { describe, expect, it } from "vitest";
import { TransportError } from "../src/beats";
import { startHeartbeat } from "../src/heartbeat";
import { OTHER_TASK, sitDown, TASK, type Desk } from "./desk";

const MINUTE = 60_000;
const SECOND = 1_000;

function failWith(error: () => Error) {
  return () => {
    throw error();
  };
}
const unreachable = failWith(() => new TypeError("Failed to fetch"));
const fine = () => undefined;

/** The attention that the server knows of, however often it was sent. */
function covered(desk: Desk): number {
  let end = 0;
  let sum = 0;
  for (const beat of desk.server.recorded.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const from = Math.max(end, Date.parse(beat.from));
    const to = Date.parse(beat.to);
    sum += Math.max(0, to - from);
    end = Math.max(end, to);
  }
  return sum;
}

describe("without a network", () => {
  it("loses nothing in ten minutes offline, and says so meanwhile", async () => {
    const desk = await sitDown();
    await desk.read(2 * MINUTE);
    desk.server.trouble = unreachable;
    desk.fire("offline");
    await desk.read(10 * MINUTE);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "offline" });
    expect(desk.heartbeat.getState().waitingMs).toBeGreaterThan(9 * MINUTE);
    desk.server.trouble = fine;
    desk.fire("online");
    await desk.read(2 * MINUTE, 2 * SECOND);
    expect(desk.heartbeat.getState().status).toBe("counting");
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(14 * MINUTE);
    expect(covered(desk)).toBe(14 * MINUTE);
  });

  it("loses nothing when the server is away for ten minutes, and calls it ever more rarely", async () => {
    const desk = await sitDown();
    desk.server.trouble = failWith(() => new TransportError(503));
    await desk.read(10 * MINUTE);
    expect(desk.server.calls.length).toBeLessThan(30);
    desk.server.trouble = fine;
    await desk.read(2 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(covered(desk)).toBe(12 * MINUTE);
  });

  it("starts without a server, and still knows the right instants", async () => {
    let reachable = false;
    const desk = await sitDown({ clockErrorMs: 20 * MINUTE });
    desk.server.trouble = () => (reachable ? fine() : unreachable());
    const start = desk.server.now();
    await desk.read(3 * MINUTE);
    reachable = true;
    await desk.read(2 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(covered(desk)).toBe(5 * MINUTE);
    expect(Date.parse(desk.server.recorded[0]?.from ?? "")).toBe(start);
  });

  it("sends the same beat again when the answer was lost", async () => {
    const desk = await sitDown();
    await desk.read(50 * SECOND);
    const { sendBeats } = desk.server;
    let lost = 0;
    desk.server.sendBeats = async (beats) => {
      const answer = await sendBeats(beats);
      lost += 1;
      if (lost <= 2) throw new TypeError("Failed to fetch");
      return answer;
    };
    await desk.read(2 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(covered(desk)).toBe(2 * MINUTE + 50 * SECOND);
    const sent = desk.server.calls.map(({ beats }) => beats[0]);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("drops what is too old for the server, and no more", async () => {
    const desk = await sitDown();
    desk.server.trouble = unreachable;
    await desk.read(25 * MINUTE);
    desk.server.trouble = fine;
    desk.fire("online");
    await desk.clock.pass(2 * SECOND);
    expect(desk.server.calls.flatMap(({ beats }) => beats).length).toBeGreaterThan(0);
    expect(covered(desk)).toBeGreaterThan(13 * MINUTE);
    expect(covered(desk)).toBeLessThanOrEqual(15 * MINUTE);
    expect(desk.heartbeat.getState().waitingMs).toBeLessThanOrEqual(MINUTE);
  });

  it("sends no more than a hundred beats at once", async () => {
    const desk = await sitDown();
    desk.server.trouble = unreachable;
    for (let turn = 0; turn < 75; turn += 1) {
      await desk.write(SECOND);
      await desk.read(9 * SECOND, 9 * SECOND);
    }
    desk.server.trouble = fine;
    desk.server.calls.length = 0;
    desk.heartbeat.stop();
    await desk.clock.pass(2 * MINUTE);
    const sizes = desk.server.calls.map(({ beats }) => beats.length);
    expect(Math.max(...sizes)).toBe(100);
    expect(sizes.length).toBe(2);
    expect(covered(desk)).toBe(750 * SECOND);
  });

  it("still sends what waits after it was stopped, and then falls silent", async () => {
    const desk = await sitDown();
    desk.server.trouble = unreachable;
    await desk.read(MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(3 * MINUTE);
    desk.server.trouble = fine;
    await desk.clock.pass(2 * MINUTE);
    expect(covered(desk)).toBe(MINUTE);
    const { length } = desk.server.calls;
    await desk.clock.pass(60 * MINUTE);
    expect(desk.server.calls).toHaveLength(length);
  });
});

describe("when the server is in trouble", () => {
  it("is not called each time that a page is hidden, but a page's last moments are worth one attempt", async () => {
    const desk = await sitDown();
    await desk.read(70 * SECOND);
    desk.server.trouble = failWith(() => new TransportError(503));
    desk.show(false);
    desk.show(true);
    const before = desk.server.calls.length;
    for (let turn = 0; turn < 30; turn += 1) {
      await desk.read(2 * SECOND, SECOND);
      desk.show(false);
      desk.show(true);
    }
    // Once against the delays; and as the delays let it, at 1.5, 3, 6, 12, 24 and 45 seconds after each other.
    expect(desk.server.calls.length - before).toBeLessThanOrEqual(6);
    expect(desk.server.calls.length - before).toBeGreaterThanOrEqual(2);
  });

  it("pages that hear together that the network is back do not call together", async () => {
    const called: number[] = [];
    for (const place of [0.1, 0.9]) {
      const desk = await sitDown({ environment: { random: () => place } });
      await desk.read(70 * SECOND);
      desk.server.trouble = unreachable;
      await desk.read(5 * MINUTE);
      desk.server.trouble = fine;
      desk.server.calls.length = 0;
      const back = desk.server.now();
      desk.fire("online");
      await desk.clock.pass(2 * SECOND);
      called.push((desk.server.calls[0]?.at ?? 0) - back);
      desk.heartbeat.stop({ discard: true });
    }
    expect(called).toEqual([200, 1_800]);
  });

  it("an answer with fewer verdicts than beats settles nothing", async () => {
    const desk = await sitDown();
    const { sendBeats } = desk.server;
    desk.server.sendBeats = async (beats) => ({ ...(await sendBeats(beats)), verdicts: [] });
    await desk.read(2 * MINUTE);
    expect(desk.heartbeat.getState().waitingMs).toBeGreaterThan(MINUTE);
  });
});

describe("a server that asks for patience", () => {
  it("gets it though another call fails meanwhile", async () => {
    const desk = await sitDown();
    await desk.read(55 * SECOND);
    let fail = () => {};
    desk.server.trouble = () => new Promise<void>((_, reject) => (fail = () => reject(new TypeError("Failed to fetch"))));
    await desk.read(30 * SECOND);
    const failFirst = fail;
    desk.server.trouble = failWith(() => new TransportError(429, MINUTE));
    desk.show(false);
    desk.show(true);
    await desk.clock.pass(SECOND);
    const askedAt = desk.server.now();
    const before = desk.server.calls.length;
    desk.server.trouble = fine;
    failFirst();
    await desk.read(2 * MINUTE);
    expect(before).toBe(2);
    expect((desk.server.calls[before]?.at ?? 0) - askedAt).toBeGreaterThanOrEqual(MINUTE - SECOND);
  });

  it("is not called before its Retry-After is over, and loses nothing", async () => {
    const desk = await sitDown();
    await desk.read(MINUTE);
    const before = desk.server.calls.length;
    desk.server.trouble = failWith(() => new TransportError(429, 5 * MINUTE));
    await desk.read(MINUTE);
    expect(desk.server.calls).toHaveLength(before + 1);
    desk.server.trouble = fine;
    const asked = desk.server.calls.at(-1)?.at ?? 0;
    desk.fire("online");
    desk.show(false);
    desk.show(true);
    await desk.read(6 * MINUTE);
    expect((desk.server.calls[before + 1]?.at ?? 0) - asked).toBeGreaterThanOrEqual(5 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(covered(desk)).toBe(8 * MINUTE);
  });
});

describe("a server that refuses", () => {
  it("says that nobody is signed in: it forgets what waits, stops, and counts again when somebody is", async () => {
    const desk = await sitDown();
    await desk.read(MINUTE);
    desk.server.trouble = failWith(() => new TransportError(401));
    await desk.read(MINUTE);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "signed-out", waitingMs: 0 });
    const { length } = desk.server.calls;
    await desk.read(10 * MINUTE);
    desk.fire("online");
    desk.show(false);
    desk.show(true);
    await desk.clock.pass(MINUTE);
    expect(desk.server.calls).toHaveLength(length);
    desk.server.trouble = fine;
    const total = desk.server.total();
    desk.heartbeat.resume();
    await desk.read(2 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total() - total).toBe(2 * MINUTE);
  });

  it("does not count for this person: it says so, and counts again for something else in view", async () => {
    const desk = await sitDown();
    desk.server.verdictOf = (beat) => ("projectId" in beat && beat.projectId === TASK.projectId ? "ignored" : null);
    await desk.read(2 * MINUTE);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "paused", reason: "not-tracked" });
    const { length } = desk.server.calls;
    await desk.read(10 * MINUTE);
    expect(desk.server.calls).toHaveLength(length);
    desk.heartbeat.setTarget(OTHER_TASK);
    await desk.read(MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(MINUTE);
  });

  it("refuses one thing: to name it again changes nothing, another does, and so does resume", async () => {
    const desk = await sitDown();
    desk.server.trouble = failWith(() => new TransportError(403));
    await desk.read(MINUTE);
    const { length } = desk.server.calls;
    for (let turn = 0; turn < 20; turn += 1) {
      desk.heartbeat.setTarget({ ...TASK });
      await desk.read(30 * SECOND);
    }
    expect(desk.server.calls).toHaveLength(length);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "paused", reason: "forbidden" });
    desk.server.trouble = fine;
    desk.heartbeat.resume();
    await desk.read(MINUTE);
    desk.heartbeat.setTarget(OTHER_TASK);
    await desk.read(MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(covered(desk)).toBe(2 * MINUTE);
  });

  it("does not even tell its time: it says so, and asks no more until there is something else", async () => {
    const desk = await sitDown();
    let asked = 0;
    const client = {
      sendBeats: desk.server.sendBeats,
      serverTime: () => {
        asked += 1;
        return Promise.reject(new TransportError(403));
      },
    };
    const heartbeat = startHeartbeat({ client, target: TASK, environment: desk.environment });
    await desk.read(20 * MINUTE);
    expect(heartbeat.getState()).toMatchObject({ status: "paused", reason: "forbidden", waitingMs: 0 });
    expect(asked).toBe(1);
    heartbeat.setTarget(OTHER_TASK);
    await desk.read(20 * MINUTE);
    expect(heartbeat.getState()).toMatchObject({ status: "paused", reason: "forbidden" });
    expect(asked).toBe(2);
    heartbeat.stop({ discard: true });
  });

  it("refuses a batch for one bad target: the others still arrive, with few calls", async () => {
    const desk = await sitDown({ beatEveryMs: 4 * MINUTE });
    const forbidden = { projectId: 666, taskDefinitionId: 1 };
    const { sendBeats } = desk.server;
    let calls = 0;
    desk.server.sendBeats = (beats) => {
      calls += 1;
      if (beats.some((beat) => "projectId" in beat && beat.projectId === forbidden.projectId)) throw new TransportError(404);
      return sendBeats(beats);
    };
    for (const target of [TASK, OTHER_TASK, forbidden, TASK, forbidden, OTHER_TASK, forbidden]) {
      desk.heartbeat.setTarget(target);
      await desk.read(30 * SECOND);
    }
    await desk.read(MINUTE);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "paused", reason: "forbidden" });
    expect(desk.server.total()).toBe(4 * 30 * SECOND);
    expect(calls).toBeLessThan(12);
    const before = calls;
    await desk.read(10 * MINUTE);
    expect(calls).toBe(before);
  });

  it("refuses everything that waits: it is asked less and less often, not in a storm", async () => {
    const desk = await sitDown();
    desk.server.trouble = () => {
      throw new TypeError("Failed to fetch");
    };
    for (let projectId = 100; projectId < 150; projectId += 1) {
      desk.heartbeat.setTarget({ projectId, taskDefinitionId: 1 });
      await desk.read(10 * SECOND);
    }
    let calls = 0;
    desk.server.sendBeats = () => {
      calls += 1;
      throw new TransportError(403);
    };
    desk.server.trouble = () => undefined;
    await desk.clock.pass(2 * MINUTE);
    expect(calls).toBeGreaterThan(8);
    expect(calls).toBeLessThan(16);
    await desk.clock.pass(20 * MINUTE);
    expect(desk.heartbeat.getState().waitingMs).toBe(0);
  });

  it("answers with nonsense: it is called again later, and not in a storm", async () => {
    const desk = await sitDown();
    const { sendBeats } = desk.server;
    let calls = 0;
    desk.server.sendBeats = async (beats) => {
      calls += 1;
      return { ...(await sendBeats(beats)), receivedAt: "yesterday" };
    };
    await desk.read(10 * MINUTE);
    expect(calls).toBeLessThan(30);
    expect(covered(desk)).toBeGreaterThan(8 * MINUTE);
  });
});
