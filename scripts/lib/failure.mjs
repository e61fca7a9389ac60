/** Something a person can mend: its message is a sentence that says what is wrong and what to do. No stack is shown. */
export class Failure extends Error {
  /** @param {string} message @param {string} [details] output of the command that failed */
  constructor(message, details = "") {
    super(message);
    this.name = "Failure";
    this.details = details;
  }
}

/** What to tell a person about an error of any kind. @param {unknown} error */
export function explain(error) {
  if (error instanceof Failure) {
    const sentence = /No space left|ENOSPC/.test(error.message)
      ? `${error.message}\nThe disk is full: make room, then try again.`
      : error.message;
    return error.details ? `${error.details.trimEnd()}\n\n${sentence}` : sentence;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * The error code of Node's own errors (`EACCES`), or undefined.
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
