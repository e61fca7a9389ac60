import { describe, expect, it } from "vitest";
import { startHeartbeat } from "../src/heartbeat";
import { OTHER_TASK, sitDown, TASK } from "./desk";

const MINUTE = 60_000;
const SECOND = 1_000;

describe("the heartbeat", () => {
  it("counts ten minutes of reading as ten minutes, in about ten beats that join", async () => {
    const desk = await sitDown();
    const start = desk.server.now();
    await desk.read(10 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(10 * MINUTE);
    expect(desk.server.recorded.length).toBeLessThanOrEqual(11);
    let end = start;
    for (const beat of desk.server.recorded) {
      expect(beat).toMatchObject({ ...TASK, kind: "reading" });
      expect(Date.parse(beat.from)).toBe(end);
      end = Date.parse(beat.to);
    }
  });

  it("counts three minutes of reading before walking away as three, and nothing more", async () => {
    const desk = await sitDown();
    await desk.read(3 * MINUTE);
    await desk.clock.pass(30 * MINUTE);
    expect(desk.server.total()).toBe(3 * MINUTE);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "idle", countedMs: 3 * MINUTE, waitingMs: 0 });
  });

  it("tells typing from reading", async () => {
    const desk = await sitDown();
    await desk.read(2 * MINUTE);
    await desk.write(3 * MINUTE);
    await desk.read(1 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(6 * MINUTE);
    expect(desk.server.total(({ kind }) => kind === "typing") / MINUTE).toBeCloseTo(3, 0);
  });

  it("takes a key outside a field for reading", async () => {
    const desk = await sitDown();
    await desk.clock.pass(SECOND);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, key: "PageDown" }));
    await desk.clock.pass(MINUTE);
    expect(desk.server.recorded.map(({ kind }) => kind)).toEqual(["reading"]);
  });

  it("does not take a pointer that rests for a sign of life", async () => {
    const desk = await sitDown();
    const rest = () => document.body.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, screenX: 9, screenY: 9 }));
    for (let minute = 0; minute < 10; minute += 1) {
      rest();
      await desk.clock.pass(MINUTE);
    }
    expect(desk.server.total()).toBe(0);
  });

  it("does not take a page that scrolls by itself for a sign of life, but what people scroll with", async () => {
    const desk = await sitDown();
    for (let second = 0; second < 300; second += 1) {
      await desk.clock.pass(SECOND);
      desk.scroll();
    }
    expect(desk.server.total()).toBe(0);
    for (const type of ["wheel", "touchmove", "pointerdown"]) {
      document.body.dispatchEvent(new Event(type, { bubbles: true }));
      await desk.clock.pass(30 * SECOND);
    }
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(MINUTE);
  });

  it("counts while media play, but not for a silent loop", async () => {
    const desk = await sitDown();
    const video = document.body.appendChild(document.createElement("video"));
    for (let second = 0; second < 300; second += 1) {
      await desk.clock.pass(SECOND);
      video.dispatchEvent(new Event("timeupdate"));
    }
    video.muted = true;
    video.loop = true;
    for (let second = 0; second < 300; second += 1) {
      await desk.clock.pass(SECOND);
      video.dispatchEvent(new Event("timeupdate"));
    }
    expect(desk.server.total()).toBe(5 * MINUTE);
  });

  it("does not take events that a script made", async () => {
    const desk = await sitDown({ environment: { trusts: (event) => event.isTrusted } });
    await desk.read(5 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(0);
  });

  it("counts signs of life that only the page sees", async () => {
    const desk = await sitDown();
    await desk.clock.pass(50 * SECOND);
    desk.heartbeat.noteLife("typing");
    expect(desk.heartbeat.getState().status).toBe("counting");
    await desk.clock.pass(10 * SECOND);
    expect(desk.server.total()).toBe(50 * SECOND);
  });

  it("sends at once what is certain when the page is hidden, and counts nothing until it is shown", async () => {
    const desk = await sitDown();
    await desk.read(30 * SECOND);
    desk.show(false);
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(30 * SECOND);
    expect(desk.heartbeat.getState().status).toBe("hidden");
    await desk.clock.pass(5 * MINUTE);
    desk.show(true);
    await desk.read(30 * SECOND);
    desk.show(false);
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(60 * SECOND);
  });

  it("counts a window without the focus only while the pointer is over it", async () => {
    const desk = await sitDown();
    await desk.read(30 * SECOND);
    desk.focus(false);
    expect(desk.heartbeat.getState().status).toBe("counting");
    await desk.read(30 * SECOND);
    desk.leavePointer();
    expect(desk.heartbeat.getState().status).toBe("elsewhere");
    await desk.clock.pass(MINUTE);
    expect(desk.server.total()).toBe(MINUTE);
  });

  it("sends what is certain when the page goes into the back/forward cache, and starts afresh when it comes back", async () => {
    const desk = await sitDown();
    await desk.read(40 * SECOND);
    desk.fire("pagehide");
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(40 * SECOND);
    desk.clock.sleep(8 * MINUTE, false);
    desk.fire("pageshow");
    await desk.read(20 * SECOND);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(60 * SECOND);
  });

  it("follows what is in view", async () => {
    const desk = await sitDown();
    await desk.read(25 * SECOND);
    desk.heartbeat.setTarget(OTHER_TASK);
    expect(desk.heartbeat.getState()).toMatchObject({ target: OTHER_TASK, countedMs: 0 });
    await desk.read(45 * SECOND);
    desk.heartbeat.setTarget(null);
    await desk.read(30 * SECOND);
    expect(desk.heartbeat.getState()).toMatchObject({ status: "paused", reason: "no-target" });
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    const on = (projectId: number) => desk.server.total((beat) => "projectId" in beat && beat.projectId === projectId);
    expect(on(TASK.projectId)).toBe(25 * SECOND);
    expect(on(OTHER_TASK.projectId)).toBe(45 * SECOND);
    expect(desk.server.total()).toBe(70 * SECOND);
  });

  it("keeps the ids of what it is given, and neither the object nor what else is in it", async () => {
    localStorage.clear();
    const desk = await sitDown({ account: "ada", target: null, environment: { storage: localStorage } });
    const task = { ...TASK, studentName: "Sam Student" };
    desk.heartbeat.setTarget(task);
    await desk.read(30 * SECOND);
    task.projectId = OTHER_TASK.projectId;
    desk.heartbeat.setTarget(task);
    expect(desk.heartbeat.getState()).toMatchObject({ target: OTHER_TASK, countedMs: 0 });
    await desk.read(30 * SECOND);
    desk.server.trouble = () => {
      throw new TypeError("Failed to fetch");
    };
    await desk.read(MINUTE);
    expect(JSON.stringify([desk.server.calls, Object.entries(localStorage), desk.heartbeat.getState()])).not.toMatch(/Sam|Name/);
    const sent = desk.server.recorded.map((beat) => ("projectId" in beat ? beat.projectId : null));
    expect([...new Set(sent)]).toEqual([TASK.projectId, OTHER_TASK.projectId]);
  });

  it("counts nothing while paused", async () => {
    const desk = await sitDown();
    await desk.read(20 * SECOND);
    desk.heartbeat.pause();
    expect(desk.heartbeat.getState()).toMatchObject({ status: "paused", reason: "asked" });
    await desk.read(2 * MINUTE);
    desk.heartbeat.resume();
    expect(desk.heartbeat.getState()).toMatchObject({ status: "counting", reason: null });
    await desk.read(20 * SECOND);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(40 * SECOND);
  });

  it("tells of each change of its state, and gives the same object in between", async () => {
    const desk = await sitDown();
    const seen: string[] = [];
    const end = desk.heartbeat.subscribe(({ status }) => seen.push(status));
    desk.move();
    expect(desk.heartbeat.getState()).toBe(desk.heartbeat.getState());
    desk.show(false);
    desk.show(true);
    desk.heartbeat.pause();
    end();
    desk.heartbeat.resume();
    expect([...new Set(seen)]).toEqual(["hidden", "counting", "paused"]);
  });

  it("goes on when a listener of the page throws, and the others hear what it would not", async () => {
    const reported: unknown[] = [];
    const desk = await sitDown({ environment: { reportError: (error) => reported.push(error) } });
    const bug = new Error("a bug of the page");
    desk.heartbeat.subscribe(() => {
      throw bug;
    });
    let heard = 0;
    desk.heartbeat.subscribe(() => (heard += 1));
    await desk.read(5 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(5 * MINUTE);
    expect(reported).toHaveLength(heard);
    expect(new Set(reported)).toEqual(new Set([bug]));
  });

  it("ends when another one is started on the same page", async () => {
    const desk = await sitDown();
    await desk.read(20 * SECOND);
    const second = startHeartbeat({
      client: desk.server,
      target: OTHER_TASK,
      environment: { clock: desk.clock, document, trusts: () => true, storage: null },
    });
    await desk.read(20 * SECOND);
    second.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(40 * SECOND);
  });

  it.each([{ idleAfterMs: 301_000 }, { idleAfterMs: Number.NaN }, { beatEveryMs: 0 }])("refuses %o", (options) => {
    const client = { sendBeats: () => Promise.reject(new Error()), serverTime: () => Promise.reject(new Error()) };
    expect(() => startHeartbeat({ client, ...options })).toThrow(RangeError);
  });
});
