import type { ActVerdict } from "@tutor-times/core/act-verdict";
import type { Instant } from "@tutor-times/core/instant";
import type { TokenScope } from "@tutor-times/core/token-scopes";
import type { TokenKind } from "@tutor-times/db/access-tokens";
import type { Database } from "@tutor-times/db/database";
import type { ServiceAccount } from "@tutor-times/db/service-accounts";
import type { Viewer } from "@tutor-times/db/viewers";

/** The little that procedures need of a logger; pino's fits. */
export interface Log {
  error(details: object, message: string): void;
}

/** What every procedure knows of its request. `now` is the one clock of the request. */
export interface Context {
  readonly db: Database;
  readonly viewer: Viewer | null;
  /** The program that calls, where it is no person's. Never together with a viewer. */
  readonly service: ServiceAccount | null;
  /** What the credential is limited to; null: a person's own sign-in, which may all that they may. */
  readonly scopes: readonly TokenScope[] | null;
  /** Null where there is neither a viewer nor a service. */
  readonly credential: TokenKind | null;
  /** A credential was shown, and it was good once. */
  readonly credentialExpired: boolean;
  readonly now: Instant;
  /** The client's address in canonical form. */
  readonly ipAddress: string;
  readonly requestId: string;
  readonly log: Log;
  /** Told what became of beats, reading acts and reported acts, to be counted. */
  readonly onVerdicts?: (verdicts: readonly ActVerdict[]) => void;
}
