/** A reason not to start that a person can mend: its message says what is wrong and what to do. */
export class StartupError extends Error {
  override readonly name = "StartupError";
}
