export interface Counted {
  readonly markingMs: number;
  readonly inTutorialsMs: number;
  readonly creditedMinutes: number;
  readonly sessions: number;
}

/** What several people's figures come to, before a change and after it. */
export function sumFigures(figures: readonly { readonly before: Counted; readonly after: Counted }[]) {
  return { before: sum(figures.map(({ before }) => before)), after: sum(figures.map(({ after }) => after)) };
}

function sum(all: readonly Counted[]): Counted {
  return all.reduce(
    (total, one) => ({
      markingMs: total.markingMs + one.markingMs,
      inTutorialsMs: total.inTutorialsMs + one.inTutorialsMs,
      creditedMinutes: total.creditedMinutes + one.creditedMinutes,
      sessions: total.sessions + one.sessions,
    }),
    { markingMs: 0, inTutorialsMs: 0, creditedMinutes: 0, sessions: 0 },
  );
}
