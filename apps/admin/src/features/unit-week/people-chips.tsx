import Link from "next/link";
import { mergeClasses } from "../../design/merge-classes";
import { TextLink } from "../../design/text-link";
import { hiddenFilter, toggled } from "./hidden-people";

export interface PersonOfWeek {
  readonly id: number;
  readonly name: string;
  readonly initials: string;
  readonly colour: string;
}

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
    <div className="mb-4 flex flex-wrap items-center gap-1.5 print:hidden">
      <ul aria-label="People" className="contents">
        {people.map(({ id, name, initials, colour }) => (
          <li key={id}>
            <Link
              href={hrefOf(hiddenFilter(toggled(hidden, id)))}
              scroll={false}
              prefetch={false}
              aria-current={hidden.has(id) ? undefined : "true"}
              className={mergeClasses(
                "inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-sm",
                hidden.has(id) ? "border-dashed border-edge text-muted" : "border-line bg-surface",
              )}
            >
              <span
                aria-hidden
                className="size-2.5 rounded-full"
                style={{ background: hidden.has(id) ? "transparent" : colour, border: `2px solid ${colour}` }}
              />
              <b className="font-semibold">{initials}</b>
              <bdi>{name}</bdi>
              <span className="sr-only">{hidden.has(id) ? ", hidden: show" : ", shown: hide"}</span>
            </Link>
          </li>
        ))}
      </ul>
      {people.length > 1 && (
        <span className="ml-1 flex gap-3 text-sm">
          {hidden.size > 0 && (
            <TextLink href={hrefOf(undefined)} scroll={false}>
              Show everybody
            </TextLink>
          )}
          {people.some(({ id }) => !hidden.has(id)) && (
            <TextLink href={hrefOf(hiddenFilter([...hidden, ...people.map(({ id }) => id)]))} scroll={false}>
              Hide everybody
            </TextLink>
          )}
        </span>
      )}
    </div>
  );
}
