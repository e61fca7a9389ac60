/** The rows of a table whose columns stand at least two blanks apart, by the names of its first line. */
export function parseTable<Column extends string>(text: string): Record<Column, string>[] {
  const [names = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s{2,}/));
  return rows.map((cells) => {
    if (cells.length !== names.length)
      throw new Error(`This row has ${cells.length} cells, not ${names.length}: ${cells.join(" ")}`);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])) as Record<Column, string>;
  });
}
