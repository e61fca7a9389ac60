import { formatDuration } from "../../format/duration";

interface Outlook {
  readonly awaiting: number;
  readonly unknown: number;
  readonly estimate: { readonly lowerMs: number; readonly medianMs: number; readonly upperMs: number } | null;
  readonly leftMs: number | null;
  readonly outlook: "fits" | "tight" | "exceeds" | null;
}

/** Whether what awaits feedback will be done within the hours left, as a sentence; it says so where that cannot be told. */
export function outlookWords({ awaiting, unknown, estimate, leftMs, outlook }: Outlook): string {
  if (awaiting === 0) return "Nothing awaits feedback.";
  if (estimate === null) return "Too little to tell: fewer than five assessments of these tasks were observed.";
  if (outlook === "exceeds") return "More than the hours left.";
  if (outlook === "tight") return "It may just fit.";
  if (outlook === "fits") return "It fits into the hours left.";
  if (leftMs === null) return "No hours are set to hold it against.";
  return `Too little to tell of ${unknown} of them.`;
}

/** `4 h to 9 h, most likely 6 h`; null where nothing can be said. */
export function estimateWords({ estimate }: Pick<Outlook, "estimate">): string | null {
  if (estimate === null) return null;
  if (estimate.upperMs === 0) return "no time";
  const range = `${formatDuration(estimate.lowerMs)} to ${formatDuration(estimate.upperMs)}`;
  return `${range}, most likely ${formatDuration(estimate.medianMs)}`;
}
