export { createTutorTimesClient } from "./trpc-client";
export type { Credentials, TutorTimesClient, TutorTimesClientOptions } from "./trpc-client";
export { startHeartbeat, TransportError } from "./heartbeat";
export type {
  AttentionKind,
  Beat,
  BeatsAnswer,
  BeatTransport,
  Heartbeat,
  HeartbeatOptions,
  HeartbeatState,
  HeartbeatStatus,
  PauseReason,
  Target,
  Verdict,
} from "./heartbeat";
