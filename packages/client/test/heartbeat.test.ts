import { describe, expect, it } from "vitest";
import { sitDown } from "./desk";

const MINUTE = 60_000;

describe("the heartbeat", () => {
  it("counts ten minutes of reading as ten minutes", async () => {
    const desk = await sitDown();
    await desk.read(10 * MINUTE);
    desk.heartbeat.stop();
    await desk.clock.pass(0);
    expect(desk.server.total()).toBe(10 * MINUTE);
  });

  it("counts three minutes of reading before walking away as three, and nothing more", async () => {
    const desk = await sitDown();
    await desk.read(3 * MINUTE);
    await desk.clock.pass(30 * MINUTE);
    expect(desk.server.total()).toBe(3 * MINUTE);
    expect(desk.heartbeat.getState().status).toBe("idle");
  });
});
