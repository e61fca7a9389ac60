import { formatDuration } from "../format/duration";
import { Cell, FIGURE } from "./table";

interface Median {
  readonly medianMs: number;
  readonly lowerMs: number;
  readonly upperMs: number;
}

/** A median and its middle half in two cells of a row; null: of too few to say. */
export function MedianCells({ median }: { median: Median | null }) {
  if (median === null) {
    return (
      <>
        <Cell className={`${FIGURE} text-muted`}>too few</Cell>
        <Cell />
      </>
    );
  }
  return (
    <>
      <Cell className={FIGURE}>{formatDuration(median.medianMs)}</Cell>
      <Cell className={FIGURE}>
        {formatDuration(median.lowerMs)} to {formatDuration(median.upperMs)}
      </Cell>
    </>
  );
}
