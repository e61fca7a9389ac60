import { expect, test } from "vitest";
import { heartbeatWords } from "./heartbeat-words";

test("who is there reads that time is counted, and can pause it", () => {
  expect(heartbeatWords({ status: "counting", reason: null })).toEqual({
    text: "Counting your time",
    live: true,
    offer: "pause",
  });
});

test("who walked away reads so, and has nothing to do but to come back", () => {
  expect(heartbeatWords({ status: "idle", reason: null })).toEqual({ text: "Paused: you are away", live: false, offer: null });
});

test("who paused can go on", () => {
  expect(heartbeatWords({ status: "paused", reason: "asked" })).toMatchObject({ live: false, offer: "resume" });
});

test("without a server time still runs, and that is said", () => {
  expect(heartbeatWords({ status: "offline", reason: null })).toMatchObject({
    live: true,
    text: expect.stringContaining("when the server is back"),
  });
});

test("who is signed out is asked to sign in", () => {
  expect(heartbeatWords({ status: "signed-out", reason: null })).toMatchObject({ live: false, offer: "sign-in" });
});
