import Fastify from "fastify";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { giveBackWhenQuiet } from "../src/idle-memory";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

async function quietApp() {
  const collect = vi.fn<() => void>();
  const app = Fastify();
  const stop = giveBackWhenQuiet(app, collect);
  for (const path of ["/asked", "/healthz"]) app.get(path, () => "answer");
  await app.ready();
  return { app, collect, stop };
}

test("memory is given back a minute after the last request, once for each time that it becomes quiet", async () => {
  const { app, collect } = await quietApp();
  vi.advanceTimersByTime(59_999);
  await app.inject("/asked");
  vi.advanceTimersByTime(59_999);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(collect).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(600_000);
  expect(collect).toHaveBeenCalledTimes(1);
  await app.inject("/asked");
  vi.advanceTimersByTime(60_000);
  expect(collect).toHaveBeenCalledTimes(2);
});

test("whoever watches the server does not keep it from being quiet", async () => {
  const { app, collect } = await quietApp();
  vi.advanceTimersByTime(30_000);
  await app.inject("/healthz");
  vi.advanceTimersByTime(30_000);
  expect(collect).toHaveBeenCalledTimes(1);
});

test("when the server stops, nothing is collected any more", async () => {
  const { collect, stop } = await quietApp();
  stop();
  vi.advanceTimersByTime(600_000);
  expect(collect).not.toHaveBeenCalled();
});

test("what is held by nobody is gone then", async () => {
  giveBackWhenQuiet(Fastify());
  const left = new WeakRef({ left: "behind" });
  // Until the end of this turn of the event loop, a reference that was just made holds.
  await new Promise((resolve) => setImmediate(resolve));
  vi.advanceTimersByTime(60_000);
  expect(left.deref()).toBeUndefined();
});
