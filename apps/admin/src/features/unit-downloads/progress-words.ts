import type { Progress } from "./fetch-file";

/** How far a file is, for people: being made, so much of it here, or so much of the whole. */
export function progressWords({ received, total }: Progress): string {
  if (received === 0) return "It is being made …";
  const [have, whole] = [kilobytes(received), total === null ? "" : ` of ${kilobytes(total)}`];
  return `${have}${whole} kB`;
}

function kilobytes(bytes: number): string {
  return Math.ceil(bytes / 1_000).toLocaleString("en-AU");
}
