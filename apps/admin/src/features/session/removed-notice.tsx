import { formatMoment } from "../../format/moments";
import type { ShownSession } from "./session-types";

/** Who removed the session, when and why; and what that means. */
export function RemovedNotice({
  removed,
  timezone,
}: {
  removed: NonNullable<ShownSession["session"]["removed"]>;
  timezone: string;
}) {
  return (
    <div role="note" className="mb-4 rounded-xl border border-warn bg-warn-soft p-4">
      <p className="font-medium">This session was removed and counts in no figure</p>
      <p className="mt-1 text-sm">
        <bdi>{removed.by}</bdi> removed it on {formatMoment(removed.at, timezone)}, for this reason:
      </p>
      <blockquote className="mt-2 border-l-2 border-warn pl-3 text-sm break-words whitespace-pre-wrap" dir="auto">
        {removed.reason}
      </blockquote>
      <p className="mt-2 text-sm">
        What it was made of is kept, and a convenor of the unit can put it back. If you think it was removed wrongly, quote the
        address of this page.
      </p>
    </div>
  );
}
