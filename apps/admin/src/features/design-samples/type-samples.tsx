const COLOURS = [
  ["bg-ground", "ground"],
  ["bg-surface", "surface"],
  ["bg-sunken", "sunken"],
  ["bg-accent", "accent"],
  ["bg-accent-soft", "accent, soft"],
  ["bg-good-soft", "good"],
  ["bg-warn-soft", "warning"],
  ["bg-bad-soft", "bad"],
] as const;

/** The sizes of text, and the colours. */
export function TypeSamples() {
  return (
    <>
      <div className="flex flex-col gap-1">
        <p className="text-2xl font-semibold tracking-tight">A page’s title, 24 px</p>
        <p className="text-base font-semibold">A panel’s heading, 16 px</p>
        <p>Text, 15 px, with figures of equal width: 1,111 and 8,888</p>
        <p className="text-sm text-muted">What stands back, 14 px</p>
        <p className="font-mono text-sm">for letter in name: print(letter)</p>
      </div>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {COLOURS.map(([look, name]) => (
          <li key={name} className="flex items-center gap-2 text-sm">
            <span aria-hidden className={`size-8 shrink-0 rounded-lg border border-line ${look}`} />
            {name}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-4 text-sm">
        <span className="text-good">What went well</span>
        <span className="text-warn">What to look at</span>
        <span className="text-bad">What went wrong</span>
      </p>
    </>
  );
}
