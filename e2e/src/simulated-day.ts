import type * as TutorTimes from "@tutor-times/client";

declare global {
  interface Window {
    TutorTimes?: typeof TutorTimes;
    /** Sets the server's clock. */
    setServerTime?: (now: number) => Promise<void>;
    /** Saves the status of the submission in view, at this time. */
    save?: (now: number, submission: number) => Promise<void>;
  }
}

export interface Day {
  readonly url: string;
  readonly username: string;
  readonly token: string;
  readonly tasks: readonly { readonly projectId: number; readonly taskDefinitionId: number }[];
  /** How many submissions are marked. */
  readonly submissions: number;
  readonly seed: number;
}

/**
 * Runs in a page with a hand clock: a tutor marks submissions of 2 to 45 minutes, saves each, and takes breaks of 3 to 14 minutes
 * between them, over a network that loses one request in ten and one answer in ten. Returns how long the tutor really marked, in
 * milliseconds.
 */
export async function liveThroughDay({ url, username, token, tasks, submissions, seed }: Day): Promise<number> {
  const { TutorTimes, handClock, setServerTime, save } = window;
  if (!TutorTimes || !handClock || !setServerTime || !save) throw new Error("The page is not prepared");
  const MINUTE = 60_000;
  /** Gives numbers from 0 to 1 that are the same in each run (mulberry32). */
  const numbersFrom = (start: number) => {
    let state = start;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  };
  const random = numbersFrom(seed);
  // Apart from the tutor's, lest the tutor's day depends on how many requests the network carried.
  const luck = numbersFrom(-seed);
  const between = (least: number, most: number) => least + random() * (most - least);

  const wholeNetwork = handClock.network;
  handClock.network = async (...request) => {
    const fate = luck();
    if (fate < 0.1) throw new TypeError("Failed to fetch");
    await setServerTime(Date.now());
    const answer = await wholeNetwork(...request);
    if (fate < 0.2) throw new TypeError("Failed to fetch");
    return answer;
  };
  const client = TutorTimes.createTutorTimesClient({ url, auth: { kind: "ontrack", username, token } });
  // What the tutor does is done by this script, and has to count all the same.
  const heartbeat = TutorTimes.startHeartbeat({ client, account: username, environment: { random: luck, trusts: () => true } });
  const field = document.querySelector("textarea");
  let moves = 0;
  const move = () => document.body.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, screenX: (moves += 1) }));
  const type = () => field?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, composed: true, key: "a" }));

  let truth = 0;
  for (let i = 0; i < submissions; i += 1) {
    heartbeat.setTarget(tasks[i % tasks.length] ?? null);
    move();
    const length = Math.round(between(2, 45) * MINUTE);
    truth += length;
    for (let left = length; left > 0;) {
      const dice = random();
      // Now and then people stare at a line for up to a minute and a half.
      const pause = Math.min(left, Math.ceil((dice < 0.05 ? 90_000 : 15_000) * random()));
      await handClock.pass(pause);
      left -= pause;
      if (dice > 0.9) type();
      else move();
    }
    await save(Date.now(), i);
    await handClock.pass(Math.round(between(3, 14) * MINUTE));
  }
  heartbeat.stop();
  await handClock.pass(5 * MINUTE);
  handClock.network = wholeNetwork;
  return truth;
}
