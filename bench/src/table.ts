import { median, meetsTarget, missesOf, ratiosOf, type Row } from "./row";

/** The rows as a table for a terminal: medians, and of ratios the spread over the repeats. */
export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const ratios = ratiosOf(row);
    const spread = `${short(Math.min(...ratios))}–${short(Math.max(...ratios))}`;
    return [
      row.name,
      `${short(median(row.values))} ${row.unit}`,
      Object.entries(row.details ?? {})
        .map(([name, values]) => `${name} ${short(median(values))}`)
        .join(", "),
      row.reference === undefined ? "" : `${short(median(row.reference.values))} ${row.reference.name}`,
      row.reference === undefined ? "" : short(median(ratios)),
      ratios.length > 1 ? spread : "",
      row.target === undefined ? "" : "atLeast" in row.target ? `≥ ${row.target.atLeast}` : `≤ ${row.target.atMost}`,
      verdict(row),
    ];
  });
  const head = ["what", "measured", "", "reference", "ratio", "spread", "target", "met"];
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => (line[column] ?? "").length)));
  return [head, ...lines]
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function verdict(row: Row): string {
  const [met, misses] = [meetsTarget(row), missesOf(row)];
  if (met === null) return "";
  if (!met) return "NO";
  return misses === 0 ? "yes" : `yes, ${misses} of ${row.values.length} not`;
}

/** Three significant digits. */
function short(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
