import { onTestFinished } from "vitest";
import type { JoinElection } from "../src/election";
import type { Environment } from "../src/environment";
import { startHeartbeat, type Heartbeat, type HeartbeatOptions } from "../src/heartbeat";
import { createHandClock, type HandClock } from "./hand-clock";
import { createHandServer, type HandServer } from "./hand-server";

/** A tutor before one page, and a server. */
export interface Desk {
  readonly clock: HandClock;
  readonly server: HandServer;
  readonly heartbeat: Heartbeat;
  /** What the heartbeat was given for a browser. */
  readonly environment: Partial<Environment>;
  move(): void;
  type(): void;
  scroll(): void;
  show(visible: boolean): void;
  focus(focused: boolean): void;
  leavePointer(): void;
  fire(type: string): void;
  /** Moves every `everyMs` for `ms`. */
  read(ms: number, everyMs?: number): Promise<void>;
  /** Presses a key every `everyMs` for `ms`. */
  write(ms: number, everyMs?: number): Promise<void>;
}

export const TASK = { projectId: 7, taskDefinitionId: 3 };
export const OTHER_TASK = { projectId: 8, taskDefinitionId: 3 };
const alone: JoinElection = (onChange) => ({ claim: () => onChange(true), release: () => onChange(false) });
const SERVER_START = Date.parse("2026-03-02T09:00:00.000Z");

export interface DeskOptions extends Partial<HeartbeatOptions> {
  /** How far the client's wall clock is ahead of the server's. */
  readonly clockErrorMs?: number;
  /** How much later than other desks this one begins. */
  readonly laterMs?: number;
}

/** A visible, focused page (of the test's only document) with the heartbeat running. */
export async function sitDown({ clockErrorMs = 0, laterMs = 0, environment, ...options }: DeskOptions = {}): Promise<Desk> {
  const start = SERVER_START + laterMs;
  const clock = createHandClock(start + clockErrorMs);
  const server = createHandServer(clock, start);
  document.body.innerHTML = "<p>A submission</p><textarea></textarea>";
  const text = document.querySelector("p");
  const field = document.querySelector("textarea");
  let focused = true;
  let visible = true;
  let x = 0;
  Object.defineProperty(document, "hasFocus", { value: () => focused, configurable: true });
  Object.defineProperty(document, "visibilityState", { get: () => (visible ? "visible" : "hidden"), configurable: true });

  const browser: Partial<Environment> = {
    clock,
    document,
    random: () => 0.5,
    trusts: () => true,
    storage: null,
    joinElection: alone,
    ...environment,
  };
  const heartbeat = startHeartbeat({ client: server, target: TASK, ...options, environment: browser });
  onTestFinished(() => heartbeat.stop({ discard: true }));
  const move = () => text?.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, screenX: (x += 1), screenY: 5 }));
  const type = () => field?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, composed: true, key: "a" }));
  async function repeat(act: () => unknown, ms: number, everyMs: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += everyMs) {
      await clock.pass(Math.min(everyMs, ms - passed));
      act();
    }
  }
  await clock.pass(0);
  return {
    clock,
    server,
    heartbeat,
    environment: browser,
    move,
    type,
    scroll: () => document.dispatchEvent(new Event("scroll")),
    show(isVisible) {
      visible = isVisible;
      document.dispatchEvent(new Event("visibilitychange"));
    },
    focus(isFocused) {
      focused = isFocused;
      window.dispatchEvent(new Event(isFocused ? "focus" : "blur"));
    },
    leavePointer: () => text?.dispatchEvent(new PointerEvent("pointerout", { bubbles: true, relatedTarget: null })),
    fire: (name) => window.dispatchEvent(new Event(name)),
    read: (ms, everyMs = 10_000) => repeat(move, ms, everyMs),
    write: (ms, everyMs = 500) => repeat(type, ms, everyMs),
  };
}
