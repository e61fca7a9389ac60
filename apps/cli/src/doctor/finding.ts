/** What one look found: all is well, worth knowing, or something that must be mended first. */
export interface Finding {
  readonly state: "fine" | "note" | "wrong";
  /** What was looked at: `Node.js`. */
  readonly subject: string;
  /** What it is like; where it is wrong, also what to do. */
  readonly text: string;
}

export function fine(subject: string, text: string): Finding {
  return { state: "fine", subject, text };
}

export function note(subject: string, text: string): Finding {
  return { state: "note", subject, text };
}

export function wrong(subject: string, text: string): Finding {
  return { state: "wrong", subject, text };
}
