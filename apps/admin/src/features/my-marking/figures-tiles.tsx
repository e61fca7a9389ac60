import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { ShareBar } from "../../charts/share-bar";
import { Change, Tile, Tiles } from "../../design/tile";
import { formatCount, formatCountChange, formatDurationChange } from "../../format/change";
import type { CountingRules } from "../../format/counting-rules";
import { formatDuration } from "../../format/duration";

type Figures = inferRouterOutputs<AppRouter>["reports"]["tutor"]["total"];

/** Figures to compare with, and the days they are of, in words. */
export interface Before {
  readonly figures: Figures;
  readonly days: string;
}

/** What a range came to, each figure against the days before where there are any to compare with. */
export function FiguresTiles({ total, before, rules }: { total: Figures; before: Before | null; rules: CountingRules }) {
  return (
    <Tiles label="Figures of these days" className="lg:grid-cols-6">
      <Tile
        name="Marking"
        className="col-span-2"
        how={rules.marking}
        value={
          <a href="#sessions" className="hover:underline">
            {formatDuration(total.markingMs)}
          </a>
        }
      >
        {before !== null && (
          <Change change={formatDurationChange(total.markingMs, before.figures.markingMs)} previous={before.days} />
        )}
        <div className="mt-auto pt-2">
          <ShareBar inTutorialsMs={total.inTutorialsMs} markingMs={total.markingMs} />
          <p className="mt-2 flex flex-wrap justify-between gap-x-4 text-sm text-muted">
            <span>
              <span className="font-medium whitespace-nowrap text-ink">
                {formatDuration(total.markingMs - total.inTutorialsMs)}
              </span>{" "}
              outside tutorials
            </span>
            <span>
              <span className="font-medium whitespace-nowrap text-ink">{formatDuration(total.inTutorialsMs)}</span> in tutorials
            </span>
          </p>
        </div>
      </Tile>
      <Tile
        name="Observed attention"
        how={rules.active}
        value={
          total.activeMs === null ? (
            <span className="text-base font-medium text-muted">not observed</span>
          ) : (
            formatDuration(total.activeMs)
          )
        }
      >
        {total.activeMs === null ? (
          <span className="text-sm text-muted">No page has observed any in these days.</span>
        ) : (
          before !== null &&
          before.figures.activeMs !== null && (
            <Change change={formatDurationChange(total.activeMs, before.figures.activeMs)} previous={before.days} />
          )
        )}
      </Tile>
      <CountTile name="Tasks assessed" of="assessments" how={rules.assessments} total={total} before={before} />
      <CountTile name="Submissions opened" of="submissionsOpened" how={rules.submissionsOpened} total={total} before={before} />
      <CountTile name="Comments" of="commentsAdded" how={rules.comments} total={total} before={before} />
    </Tiles>
  );
}

function CountTile({
  name,
  of,
  how,
  total,
  before,
}: {
  name: string;
  of: "assessments" | "submissionsOpened" | "commentsAdded";
  how: string;
  total: Figures;
  before: Before | null;
}) {
  return (
    <Tile name={name} how={how} value={formatCount(total[of])}>
      {before !== null && <Change change={formatCountChange(total[of], before.figures[of])} previous={before.days} />}
    </Tile>
  );
}
