/** Apart for colour-blind eyes, too, and readable as an edge on light and dark ground. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#b3629b", "#a67c00", "#5a50c8", "#3f8fc4", "#8a5a44", "#c2185b", "#607d2b"];

/**
 * A colour for each person that stays theirs whoever else is shown, since it goes by the order of ids. Beyond ten people
 * colours come again, so initials always stand beside them.
 */
export function peopleColours(ids: readonly number[]): ReadonlyMap<number, string> {
  const order = [...new Set(ids)].toSorted((a, b) => a - b);
  return new Map(order.map((id, index) => [id, COLOURS[index % COLOURS.length] ?? "currentColor"]));
}

/** `AL` */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word === undefined ? "" : String.fromCodePoint(word.codePointAt(0) ?? 0)))
    .join("");
}
