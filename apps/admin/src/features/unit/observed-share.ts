/**
 * How much of the marking was observed attention, as `62 %`; `not observed` where no client observed any, and a dash where
 * there was no marking. Attention lies within marking, so it never passes 100 %.
 */
export function observedShare({ markingMs, activeMs }: { readonly markingMs: number; readonly activeMs: number | null }): string {
  if (markingMs === 0) return "–";
  if (activeMs === null) return "not observed";
  const percent = (100 * activeMs) / markingMs;
  if (percent > 0 && percent < 1) return "under 1 %";
  return `${Math.min(100, Math.floor(percent))} %`;
}
