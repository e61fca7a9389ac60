/** The pattern of what lies in tutorials: the accent, hatched, so that it differs in print and without colours too. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="fill-accent-soft" />
        <rect width="2.5" height="6" className="fill-accent" />
      </pattern>
    </defs>
  );
}
