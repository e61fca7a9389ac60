import { setClock } from "@tutor-times/api/clock";
import { instant } from "@tutor-times/core/instant";
import { z } from "zod";
import { StartupError } from "./startup-error";

/** `now`: stands still there, or with `running` goes on from there; `null`: the computer's time again. */
const clockMessage = z.object({ type: z.literal("clock"), now: z.number().nullable(), running: z.boolean().default(false) });

/** The channel to the process that started this one. */
export interface Channel {
  on(event: "message", listener: (message: unknown) => void): unknown;
  send?: ((message: object) => unknown) | undefined;
}

/**
 * Lets the process that started this one set its clock, by messages over the channel it opened for that; each is
 * answered with `{ type: "clock-set" }`. Nobody else can reach it. Throws a StartupError if there is no channel.
 */
export function followTestClock(channel: Channel): void {
  const { send } = channel;
  if (send === undefined) {
    throw new StartupError("TEST_CLOCK is for tests: it works only in a process that was started with an IPC channel. Unset it.");
  }
  channel.on("message", (message) => {
    const parsed = clockMessage.safeParse(message);
    if (!parsed.success) return;
    const { now, running } = parsed.data;
    const setAt = Date.now();
    setClock(now === null ? null : () => instant(running ? now + Date.now() - setAt : now));
    send.call(channel, { type: "clock-set" });
  });
}
