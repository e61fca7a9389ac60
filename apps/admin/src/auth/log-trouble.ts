/** Longer than any reason of next-auth's; anybody can have a line written here, by `POST /api/auth/_log`. */
const LONGEST = 300;

/** A line of JSON on standard error, in the shape of the server's log. What strangers can cause is no error of ours. */
export function logTrouble(code: unknown, details: unknown): void {
  const error = typeof details === "object" && details !== null && "error" in details ? details.error : details;
  const reason = error instanceof Error ? error.message.slice(0, LONGEST) : undefined;
  const line = { level: 40, time: Date.now(), code: String(code).slice(0, LONGEST), reason, msg: "Signing in went wrong" };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
