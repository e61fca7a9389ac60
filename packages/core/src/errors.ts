/** The closed set of reasons for which a use case refuses. */
export type DomainErrorCode =
  | "unauthenticated"
  | "token_expired"
  | "forbidden"
  | "not_found"
  | "invalid"
  | "conflict"
  | "too_many_requests"
  | "unavailable";

/**
 * The one kind of error that lower layers throw. `message` is for people: what is wrong, with which value, what to do.
 * `field` names the offending parameter as its sender wrote it (`start_date`), where there is one.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** A refusal that ends by itself, after `retryAfterSeconds`. */
export class TooManyRequests extends DomainError {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super("too_many_requests", message);
  }
}
