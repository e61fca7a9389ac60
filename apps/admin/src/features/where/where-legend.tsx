/** Which part of a bar is which. */
export function WhereLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="inline-block size-3 rounded-sm bg-accent" />
        observed
      </li>
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="inline-block size-3 rounded-sm bg-accent opacity-30" />
        estimated
      </li>
    </ul>
  );
}
