import { ChoiceLink } from "../../design/choice-link";
import { mergeClasses } from "../../design/merge-classes";
import { TEXT_LINK } from "../../design/text-link";
import { hiddenFilter, toggled } from "./hidden-people";

export interface PersonOfWeek {
  readonly id: number;
  readonly name: string;
  readonly initials: string;
  readonly colour: string;
}

const MOST_IN_SIGHT = 24;

/** Who is in the week, each a switch to show or hide their sessions. `hrefOf` leads to the week with others hidden. */
export function PeopleChips({
  people,
  hidden,
  hrefOf,
}: {
  people: readonly PersonOfWeek[];
  hidden: ReadonlySet<number>;
  hrefOf: (hidden: string | undefined) => string;
}) {
  return (
    <div className="mb-4 print:hidden">
      <ul
        aria-label="People"
        className={mergeClasses(
          "flex flex-wrap items-center gap-1.5",
          // Of many there would be nothing else to see on a narrow page: they scroll, and a half row tells that they do.
          people.length > MOST_IN_SIGHT && "relative max-h-46 overflow-y-auto rounded-lg border border-line p-2",
        )}
      >
        {people.map(({ id, name, initials, colour }) => (
          <li key={id} className="max-w-full min-w-0">
            <ChoiceLink
              href={hrefOf(hiddenFilter(toggled(hidden, id)))}
              aria-current={hidden.has(id) ? undefined : "true"}
              className={mergeClasses(
                "inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border px-2.5 text-sm",
                hidden.has(id) ? "border-dashed border-edge text-muted" : "border-line bg-surface",
              )}
            >
              <span
                aria-hidden
                className="size-2.5 shrink-0 rounded-full"
                style={{ background: hidden.has(id) ? "transparent" : colour, border: `2px solid ${colour}` }}
              />
              <b className="font-semibold">{initials}</b>
              <bdi className="truncate">{name}</bdi>
              <span className="sr-only">{hidden.has(id) ? ", hidden: show" : ", shown: hide"}</span>
            </ChoiceLink>
          </li>
        ))}
      </ul>
      {people.length > 1 && (
        <span className="mt-2 flex gap-3 text-sm">
          {hidden.size > 0 && (
            <ChoiceLink href={hrefOf(undefined)} className={TEXT_LINK}>
              Show everybody
            </ChoiceLink>
          )}
          {people.some(({ id }) => !hidden.has(id)) && (
            <ChoiceLink href={hrefOf(hiddenFilter([...hidden, ...people.map(({ id }) => id)]))} className={TEXT_LINK}>
              Hide everybody
            </ChoiceLink>
          )}
        </span>
      )}
    </div>
  );
}
