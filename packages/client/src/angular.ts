import { DestroyRef, inject, NgZone, signal, type FactoryProvider, type Signal } from "@angular/core";
import { startHeartbeat, type Heartbeat, type HeartbeatOptions, type HeartbeatState } from "./heartbeat";

/** The heartbeat of an Angular application. Provide it with `provideHeartbeat`, then `inject(HeartbeatService)`. */
export class HeartbeatService implements Omit<Heartbeat, "getState" | "subscribe"> {
  /** What the heartbeat does now; follows in a microtask, so that effects may call it. */
  readonly state: Signal<HeartbeatState>;
  readonly setTarget: Heartbeat["setTarget"];
  readonly noteLife: Heartbeat["noteLife"];
  readonly pause: Heartbeat["pause"];
  readonly resume: Heartbeat["resume"];
  readonly stop: Heartbeat["stop"];

  /** Starts it, until the injector that provides it is destroyed. Needs an injection context. */
  constructor(options: HeartbeatOptions) {
    const zone = inject(NgZone);
    // Its timers and listeners are nothing that views could depend on; its state is.
    const heartbeat = zone.runOutsideAngular(() => startHeartbeat(options));
    const state = signal(heartbeat.getState());
    // Later, because an effect may have called, and effects may not set signals (before Angular 19) nor start a round of them.
    const show = () => zone.run(() => state.set(heartbeat.getState()));
    heartbeat.subscribe(() => queueMicrotask(show));
    inject(DestroyRef).onDestroy(() => heartbeat.stop());
    this.state = state.asReadonly();
    this.setTarget = heartbeat.setTarget;
    this.noteLife = heartbeat.noteLife;
    this.pause = heartbeat.pause;
    this.resume = heartbeat.resume;
    this.stop = heartbeat.stop;
  }
}

/**
 * Provides `HeartbeatService`, for an application or for one route. `options` may inject what it needs; it is asked when the
 * service is first injected.
 */
export function provideHeartbeat(options: () => HeartbeatOptions): FactoryProvider {
  return { provide: HeartbeatService, useFactory: () => new HeartbeatService(options()) };
}
