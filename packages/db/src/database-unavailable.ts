import { DomainError } from "@tutor-times/core/errors";

const WORDS = {
  unreachable: "The database cannot be reached at the moment, and nothing was saved. Please try again later.",
  lost: "The database was lost for a moment, and nothing was saved. Please try again.",
  unknown: "The database was lost while this was being saved, so nobody knows whether it was. Look before you do it again.",
} as const;

/**
 * The database went away. `unreachable`: no connection came to be; `lost`: the connection broke before the commit was
 * asked for, so nothing was written; `unknown`: it broke between the commit and its answer. `cause` is the driver's error.
 */
export class DatabaseUnavailable extends DomainError {
  constructor(
    readonly when: keyof typeof WORDS,
    override readonly cause: unknown,
  ) {
    super("unavailable", WORDS[when]);
  }
}
