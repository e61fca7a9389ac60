/** The sign of Tutor Times: a clock whose hands make a tick. */
export function Brand({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={className}>
      <circle cx="12" cy="12" r="10.5" className="fill-accent" />
      <path
        d="M7.5 12.5 11 16l6-8.5"
        fill="none"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
    </svg>
  );
}
