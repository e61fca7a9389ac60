interface Placed {
  readonly top: number;
  readonly height: number;
}

/**
 * Puts blocks that would cover each other side by side: each gets the leftmost free lane, and those that touch one another,
 * directly or through others, share the width. `left` and `width` are shares from 0 to 1.
 */
export function inLanes<Block extends Placed>(blocks: readonly Block[]): (Block & { left: number; width: number })[] {
  const placed: (Block & { left: number; width: number })[] = [];
  let cluster: { block: Block; lane: number }[] = [];
  let laneEnds: number[] = [];
  const close = () => {
    for (const { block, lane } of cluster) placed.push({ ...block, left: lane / laneEnds.length, width: 1 / laneEnds.length });
    cluster = [];
    laneEnds = [];
  };
  for (const block of blocks.toSorted((a, b) => a.top - b.top || b.height - a.height)) {
    if (laneEnds.every((end) => end <= block.top)) close();
    const free = laneEnds.findIndex((end) => end <= block.top);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = block.top + block.height;
    cluster.push({ block, lane });
  }
  close();
  return placed;
}
