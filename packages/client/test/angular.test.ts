import "@angular/compiler";
import { computed, InjectionToken, inject, Injector, NgZone } from "@angular/core";
import { describe, expect, it } from "vitest";
import { HeartbeatService, provideHeartbeat } from "../src/angular";
import { OTHER_TASK, sitDown, TASK } from "./desk";

const SECOND = 1_000;
const ACCOUNT = new InjectionToken<string>("account");

/** Runs what it is given, as Angular's zone does, and knows where; timers call back where they were set. */
class Zone {
  where: "inside" | "outside" = "inside";
  readonly run = <T>(work: () => T): T => this.#in("inside", work);
  readonly runOutsideAngular = <T>(work: () => T): T => this.#in("outside", work);

  #in<T>(where: "inside" | "outside", work: () => T): T {
    const before = this.where;
    this.where = where;
    try {
      return work();
    } finally {
      this.where = before;
    }
  }
}

/** An application in front of a tutor; the heartbeat it starts takes the place of the desk's own. */
async function bootstrap() {
  const desk = await sitDown();
  const zone = new Zone();
  const { clock } = desk.environment;
  const timersIn = new Set<string>();
  const options = () => {
    const account = inject(ACCOUNT);
    const watched = clock && {
      moment: () => clock.moment(),
      after: (ms: number, callback: () => void) => {
        const { where } = zone;
        timersIn.add(where);
        return clock.after(ms, () => (where === "inside" ? zone.run(callback) : zone.runOutsideAngular(callback)));
      },
    };
    const environment = { ...desk.environment, ...(watched === undefined ? {} : { clock: watched }) };
    return { client: desk.server, account, target: TASK, environment };
  };
  const injector = Injector.create({
    providers: [{ provide: NgZone, useValue: zone }, { provide: ACCOUNT, useValue: "ada" }, provideHeartbeat(options)],
  });
  return { desk, injector, timersIn, heartbeat: injector.get(HeartbeatService) };
}

describe("the service for Angular", () => {
  it("counts until the injector is destroyed, and follows what it is told", async () => {
    const { desk, injector, heartbeat } = await bootstrap();
    await desk.read(30 * SECOND);
    heartbeat.setTarget(OTHER_TASK);
    await desk.read(20 * SECOND);
    injector.destroy();
    await desk.read(20 * SECOND);
    const on = (projectId: number) => desk.server.total((beat) => "projectId" in beat && beat.projectId === projectId);
    expect([on(TASK.projectId), on(OTHER_TASK.projectId)]).toEqual([30 * SECOND, 20 * SECOND]);
  });

  it("shows the state as a signal", async () => {
    const { desk, heartbeat } = await bootstrap();
    expect(heartbeat.state().status).toBe("counting");
    heartbeat.pause();
    await Promise.resolve();
    expect(heartbeat.state()).toMatchObject({ status: "paused", reason: "asked" });
    heartbeat.resume();
    desk.show(false);
    await Promise.resolve();
    expect(heartbeat.state().status).toBe("hidden");
  });

  it("may be told what is in view by what may not set signals", async () => {
    const { heartbeat } = await bootstrap();
    // As an effect did before Angular 19.
    const told = computed(() => heartbeat.setTarget(OTHER_TASK));
    expect(told).not.toThrow();
    await Promise.resolve();
    expect(heartbeat.state().target).toEqual(OTHER_TASK);
  });

  it("lets its timers wake nobody", async () => {
    const { desk, timersIn } = await bootstrap();
    await desk.read(30 * SECOND);
    expect([...timersIn]).toEqual(["outside"]);
  });
});
