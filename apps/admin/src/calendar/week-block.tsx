import Link from "next/link";
import { mergeClasses } from "../design/merge-classes";
import { formatMinutes } from "../format/duration";
import { formatTime } from "../format/moments";
import type { Block } from "./prepare-week";
import { spokenSession } from "./spoken-session";
import type { CalendarSession } from "./week-types";

/** Lower blocks have room for one line only, or for two. */
const TWO_LINES = 38;
const THREE_LINES = 54;

/** Higher ones have room for their text from top to bottom. */
const UPRIGHT = 96;

/** Of many at once each is narrow: its text gets smaller, and turns, or goes, where not even a time of day has room. */
function narrowText(height: number): string {
  const narrowest =
    height >= UPRIGHT ? "@max-[2.125rem]:my-1 @max-[2.125rem]:[writing-mode:vertical-rl]" : "@max-[2.125rem]:hidden";
  return `@max-[2.75rem]:text-[0.6875rem] ${narrowest}`;
}

/** The colour and the initials by which somebody is known in a week of several people. */
export interface PersonOfBlock {
  readonly colour: string;
  readonly initials: string;
}

/** A session, or a part of it, where it stands in its day. Leads to the session. */
export function WeekBlock({
  block,
  timezone,
  href,
  withUnit,
  person,
}: {
  block: Block<CalendarSession>;
  timezone: string;
  href: string;
  /** Where the week has sessions of several units. */
  withUnit: boolean;
  /** Whose it is, where the week has several people. */
  person?: PersonOfBlock | undefined;
}) {
  const { session, isFirst } = block;
  const label = `${person === undefined ? "" : `${session.userName}, `}${spokenSession(session, timezone)}${block.isCarriedOver ? " (the part after midnight)" : ""}`;
  return (
    <li
      className="@container absolute p-px"
      style={{
        top: block.top,
        height: block.height,
        left: `${(100 * block.left).toFixed(3)}%`,
        width: `${(100 * block.width).toFixed(3)}%`,
      }}
    >
      <Link
        href={href}
        prefetch={false}
        aria-label={label}
        title={label}
        {...(isFirst ? {} : { "aria-hidden": true, tabIndex: -1 })}
        className={mergeClasses(
          "block size-full overflow-hidden rounded-sm border-l-3 px-1 text-xs @max-[2.75rem]:border-l-2 @max-[2.75rem]:px-0.5 leading-4 hover:z-10 hover:shadow-md focus-visible:outline-offset-0",
          session.removed !== null
            ? "border border-l-3 border-dashed border-edge bg-surface text-muted line-through"
            : session.duringTutorial
              ? "in-tutorial border border-l-3 border-accent bg-surface text-accent-strong"
              : "border-accent-strong bg-accent text-on-accent",
          person !== undefined && session.removed === null && "text-ink",
        )}
        style={person === undefined || session.removed !== null ? undefined : paintOf(person, session.duringTutorial)}
      >
        <span className={person === undefined ? `block truncate ${narrowText(block.height)}` : "block whitespace-nowrap"}>
          {person !== undefined && (
            <b className="font-semibold @max-[2.75rem]:text-[0.6875rem] @max-[1.75rem]:hidden">{person.initials} </b>
          )}
          <span className={person === undefined ? undefined : "@max-[4.5rem]:hidden"}>
            {block.isCarriedOver ? "…" : formatTime(session.start, timezone)}
            {block.width > 0.6 && (
              <span className={person === undefined ? undefined : "@max-[8rem]:hidden"}>
                {` – ${formatTime(session.end, timezone)}`}
              </span>
            )}{" "}
            {withUnit && session.unitCode}
          </span>
        </span>
        {block.height >= TWO_LINES && (
          <span
            className={mergeClasses(
              "block",
              block.height < THREE_LINES && "truncate",
              person === undefined ? narrowText(block.height) : "@max-[4.5rem]:hidden",
            )}
          >
            {formatMinutes(session.durationMinutes)}
          </span>
        )}
      </Link>
    </li>
  );
}

/** In a tutorial only the hatching and the edge have the person's colour, else the whole block, thinned for its text. */
function paintOf({ colour }: PersonOfBlock, duringTutorial: boolean) {
  const thin = (percent: number) => `color-mix(in srgb, ${colour} ${percent}%, var(--surface))`;
  if (!duringTutorial) return { borderColor: colour, backgroundColor: thin(26) };
  return {
    borderColor: colour,
    backgroundImage: `repeating-linear-gradient(45deg, ${thin(30)} 0 2px, transparent 2px 8px)`,
  };
}
