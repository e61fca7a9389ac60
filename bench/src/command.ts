import type { Row } from "./row";
import type { Say } from "./say";

export interface Options {
  /** How often everything is measured. */
  readonly repeats: number;
  /** How many times as much data `growth` and `screens` have as beside it. */
  readonly scale: number;
  /** How long `idle` does nothing. */
  readonly minutes: number;
}

/** Something that can be measured: `pnpm bench NAME`. */
export interface Command {
  readonly name: string;
  /** What it measures and how long that takes, in one line. */
  readonly summary: string;
  run(options: Options, say: Say): Promise<readonly Row[]>;
}
