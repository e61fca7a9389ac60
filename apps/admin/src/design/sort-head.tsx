import { ArrowDown, ArrowUp } from "lucide-react";
import { ChoiceLink } from "./choice-link";
import { mergeClasses } from "./merge-classes";
import { FIGURE, HeadCell } from "./table";

/** The name of a column that its table can be sorted by. `sorted` where it is sorted by this one. */
export function SortHead({
  name,
  href,
  sorted,
  isFigure = false,
}: {
  name: string;
  href: string;
  sorted?: "asc" | "desc" | undefined;
  isFigure?: boolean;
}) {
  const Arrow = sorted === "desc" ? ArrowDown : ArrowUp;
  return (
    <HeadCell
      className={isFigure ? FIGURE : undefined}
      aria-sort={sorted === undefined ? undefined : sorted === "asc" ? "ascending" : "descending"}
    >
      <ChoiceLink
        href={href}
        className={mergeClasses(
          "-mx-1 inline-flex items-center gap-0.5 rounded px-1 whitespace-nowrap hover:text-ink hover:underline",
          sorted !== undefined && "text-ink",
        )}
      >
        {name}
        {sorted !== undefined && <Arrow aria-hidden className="size-3.5" />}
      </ChoiceLink>
    </HeadCell>
  );
}
