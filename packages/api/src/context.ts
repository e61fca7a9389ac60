import type { Verdict } from "@tutor-times/core/beat-verdict";
import type { Instant } from "@tutor-times/core/instant";
import type { TokenKind } from "@tutor-times/db/access-tokens";
import type { Database } from "@tutor-times/db/database";
import type { Viewer } from "@tutor-times/db/viewers";

/** The little that procedures need of a logger; pino's fits. */
export interface Log {
  error(details: object, message: string): void;
}

/** What every procedure knows of its request. `now` is the one clock of the request. */
export interface Context {
  readonly db: Database;
  readonly viewer: Viewer | null;
  /** Null exactly where `viewer` is. */
  readonly credential: TokenKind | null;
  /** A credential was shown, and it was good once. */
  readonly credentialExpired: boolean;
  readonly now: Instant;
  /** The client's address in canonical form. */
  readonly ipAddress: string;
  readonly requestId: string;
  readonly log: Log;
  /** Told what became of beats and reading acts, to be counted. */
  readonly onVerdicts?: (verdicts: readonly Verdict[]) => void;
}
