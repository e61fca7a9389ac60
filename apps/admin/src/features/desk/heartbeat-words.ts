import type { HeartbeatState } from "@tutor-times/client";

export interface HeartbeatWords {
  readonly text: string;
  /** Whether time is running. */
  readonly live: boolean;
  /** What the person can do about it. */
  readonly offer: "pause" | "resume" | "sign-in" | null;
}

/** What the heartbeat does, in words for the person whose time it counts. */
export function heartbeatWords({ status, reason }: Pick<HeartbeatState, "status" | "reason">): HeartbeatWords {
  switch (status) {
    case "counting":
      return { text: "Counting your time", live: true, offer: "pause" };
    case "offline":
      return { text: "Counting your time; it is sent when the server is back", live: true, offer: "pause" };
    case "idle":
      return { text: "Paused: you are away", live: false, offer: null };
    case "hidden":
    case "elsewhere":
      return { text: "Paused: you are in another window", live: false, offer: null };
    case "signed-out":
      return { text: "Not counting: you are signed out", live: false, offer: "sign-in" };
    case "paused":
      return pausedWords(reason);
  }
}

function pausedWords(reason: HeartbeatState["reason"]): HeartbeatWords {
  switch (reason) {
    case "not-tracked":
      return { text: "Not counting: you do not teach in this unit", live: false, offer: null };
    case "forbidden":
      return { text: "Not counting: this task is not yours to mark", live: false, offer: "resume" };
    case "asked":
    case "no-target":
    case null:
      return { text: "Paused by you", live: false, offer: "resume" };
  }
}
