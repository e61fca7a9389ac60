import { beforeEach, describe, expect, it } from "vitest";
import { TransportError } from "../src/beats";
import { startHeartbeat } from "../src/heartbeat";
import { createOwner } from "../src/owner";
import { OTHER_TASK, sitDown, type DeskOptions } from "./desk";

const MINUTE = 60_000;
const SECOND = 1_000;
const unreachable = () => {
  throw new TypeError("Failed to fetch");
};
const fine = () => undefined;

beforeEach(() => localStorage.clear());

/** Reads for two minutes, of which the server hears nothing. */
async function readInVain(options: DeskOptions = {}) {
  const desk = await sitDown({ account: "ada", environment: { storage: localStorage }, ...options });
  await desk.clock.pass(SECOND);
  desk.server.trouble = unreachable;
  await desk.read(2 * MINUTE);
  return desk;
}

describe("after a sign-out nothing is sent that was measured before,", () => {
  it("not by the heartbeat that was stopped before", async () => {
    const desk = await readInVain();
    desk.heartbeat.stop();
    desk.heartbeat.stop({ discard: true });
    desk.server.trouble = fine;
    await desk.clock.pass(20 * MINUTE);
    expect(desk.server.recorded).toEqual([]);
  });

  it.each([localStorage, null])("not by an earlier heartbeat of the page (storage: %s)", async (storage) => {
    const desk = await readInVain({ environment: { storage } });
    desk.heartbeat.stop();
    const second = startHeartbeat({ client: desk.server, account: "ada", environment: desk.environment });
    second.stop({ discard: true });
    desk.server.trouble = fine;
    await desk.clock.pass(20 * MINUTE);
    expect(desk.server.recorded).toEqual([]);
  });

  it("not by the heartbeat that runs, told so by the handle of an earlier one", async () => {
    const desk = await readInVain();
    const second = startHeartbeat({ client: desk.server, target: OTHER_TASK, account: "ada", environment: desk.environment });
    await desk.read(MINUTE);
    desk.heartbeat.stop({ discard: true });
    expect(second.getState()).toMatchObject({ status: "signed-out", waitingMs: 0 });
    desk.server.trouble = fine;
    await desk.read(20 * MINUTE);
    expect(desk.server.recorded).toEqual([]);
    second.resume();
    await desk.read(MINUTE);
    second.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(MINUTE);
  });

  it.each(["ada", undefined])("not by another page that runs (account: %s)", async (account) => {
    const desk = await sitDown({ environment: { storage: localStorage }, ...(account === undefined ? {} : { account }) });
    await desk.clock.pass(SECOND);
    desk.server.trouble = unreachable;
    await desk.read(2 * MINUTE);
    createOwner(localStorage, "ada").end();
    desk.fire("storage");
    expect(desk.heartbeat.getState()).toMatchObject({ status: "signed-out", waitingMs: 0 });
    desk.server.trouble = fine;
    await desk.read(20 * MINUTE);
    expect(desk.server.recorded).toEqual([]);
  });

  it("not by a page that was frozen meanwhile and heard nothing", async () => {
    const desk = await readInVain();
    desk.show(false);
    createOwner(localStorage, "ada").end();
    createOwner(localStorage, "ada").take();
    desk.server.trouble = fine;
    await desk.clock.pass(5 * MINUTE);
    expect(desk.server.recorded).toEqual([]);
    desk.show(true);
    expect(desk.heartbeat.getState().status).toBe("signed-out");
  });

  it("not even kept for later", async () => {
    const desk = await readInVain();
    createOwner(localStorage, "ada").end();
    desk.heartbeat.pause();
    expect(Object.keys(localStorage).filter((name) => name.startsWith("tutor-times-beats/"))).toEqual([]);
  });
});

describe("after somebody else has signed in", () => {
  it("nothing is sent that another page measured for the one before", async () => {
    const desk = await readInVain();
    createOwner(localStorage, "grace").take();
    desk.server.trouble = fine;
    await desk.read(5 * MINUTE);
    expect(desk.server.recorded).toEqual([]);
    expect(desk.heartbeat.getState().status).toBe("signed-out");
  });

  it.each([localStorage, null])("the same page sends only what is theirs (storage: %s)", async (storage) => {
    const desk = await readInVain({ environment: { storage } });
    // The answer to the one before comes late, and says that they are not signed in.
    let answer = () => {};
    const late = new Promise<void>((_, reject) => (answer = () => reject(new TransportError(401))));
    desk.server.trouble = () => late;
    await desk.read(2 * MINUTE);
    desk.server.trouble = fine;
    const grace = startHeartbeat({ client: desk.server, target: OTHER_TASK, account: "grace", environment: desk.environment });
    await desk.read(MINUTE);
    answer();
    await desk.read(MINUTE);
    grace.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(2 * MINUTE);
    expect(desk.server.recorded.every((beat) => "projectId" in beat && beat.projectId === OTHER_TASK.projectId)).toBe(true);
  });
});

describe("whose beats a browser may send", () => {
  it("stays the same for further pages of the same account, and for pages that name none", () => {
    const [first, second, unnamed] = [
      createOwner(localStorage, "ada"),
      createOwner(localStorage, "ada"),
      createOwner(localStorage, undefined),
    ];
    for (const each of [unnamed, first, second]) each.take();
    expect([first, second, unnamed].map((each) => each.isSame())).toEqual([true, true, true]);
  });
});
