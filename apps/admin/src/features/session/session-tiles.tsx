import { Tile, Tiles } from "../../design/tile";
import { formatCount } from "../../format/change";
import type { CountingRules } from "../../format/counting-rules";
import { formatDuration, formatMinutes } from "../../format/duration";
import { formatTime } from "../../format/moments";
import type { ShownSession } from "./session-types";

/** The figures of one session. */
export function SessionTiles({ shown, rules, timezone }: { shown: ShownSession; rules: CountingRules; timezone: string }) {
  const { session, policy } = shown;
  const floored = session.countedFrom < session.start;
  return (
    <Tiles label="Figures of the session" className="sm:grid-cols-3 lg:grid-cols-5">
      <Tile name="Length" how={rules.session} value={formatMinutes(session.durationMinutes)}>
        {floored && (
          <span className="text-sm text-muted">
            counted from {formatTime(session.countedFrom, timezone)}: a whole sitting counts at least{" "}
            {formatMinutes(policy.floorMinutes)}
          </span>
        )}
      </Tile>
      <Tile
        name="Observed attention"
        how={rules.active}
        value={
          session.activeMs === 0 ? (
            <span className="text-base font-medium text-muted">not observed</span>
          ) : (
            formatDuration(session.activeMs)
          )
        }
      />
      <Tile name="Tasks assessed" how={rules.assessments} value={formatCount(session.assessments)} />
      <Tile name="Submissions opened" how={rules.submissionsOpened} value={formatCount(session.submissionsOpened)} />
      <Tile name="Comments" how={rules.comments} value={formatCount(session.commentsAdded)} />
    </Tiles>
  );
}
