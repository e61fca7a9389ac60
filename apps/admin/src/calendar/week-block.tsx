import Link from "next/link";
import { mergeClasses } from "../design/merge-classes";
import { formatMinutes } from "../format/duration";
import { formatTime } from "../format/moments";
import type { Block } from "./prepare-week";
import { spokenSession } from "./spoken-session";
import type { CalendarSession } from "./week-types";

/** Lower blocks have room for one line only. */
const TWO_LINES = 38;

/** A session, or a part of it, where it stands in its day. Leads to the session. */
export function WeekBlock({
  block,
  timezone,
  href,
  withUnit,
}: {
  block: Block<CalendarSession>;
  timezone: string;
  href: string;
  /** Where the week has sessions of several units. */
  withUnit: boolean;
}) {
  const { session, isFirst } = block;
  const label = `${spokenSession(session, timezone)}${block.isCarriedOver ? " (the part after midnight)" : ""}`;
  return (
    <li
      className="absolute p-px"
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
          "block size-full overflow-hidden rounded-sm border-l-3 px-1 text-xs leading-4 hover:z-10 hover:shadow-md focus-visible:outline-offset-0",
          session.removed !== null
            ? "border border-l-3 border-dashed border-edge bg-surface text-muted line-through"
            : session.duringTutorial
              ? "in-tutorial border border-l-3 border-accent bg-surface text-accent-strong"
              : "border-accent-strong bg-accent text-on-accent",
        )}
      >
        <span className="block truncate">
          {block.isCarriedOver ? "…" : formatTime(session.start, timezone)}
          {block.width > 0.6 && ` – ${formatTime(session.end, timezone)}`} {withUnit && session.unitCode}
        </span>
        {block.height >= TWO_LINES && <span className="block truncate">{formatMinutes(session.durationMinutes)}</span>}
      </Link>
    </li>
  );
}
