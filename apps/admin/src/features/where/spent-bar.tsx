/** How long something took beside the longest, observed (full) and estimated (outlined). Beside the same in words. */
export function SpentBar({ observedMs, estimatedMs, longestMs }: { observedMs: number; estimatedMs: number; longestMs: number }) {
  const percent = (ms: number) => `${((100 * ms) / longestMs).toFixed(2)}%`;
  return (
    <svg aria-hidden width="100%" height="12" className="mt-1 block">
      <rect width={percent(observedMs + estimatedMs)} height="12" rx="2" className="fill-accent" opacity="0.3" />
      <rect width={percent(observedMs)} height="12" rx="2" className="fill-accent" />
    </svg>
  );
}
