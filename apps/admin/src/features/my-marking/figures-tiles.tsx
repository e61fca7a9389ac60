import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import type { ReactNode } from "react";
import { ShareBar } from "../../charts/share-bar";
import { Change, Tile, Tiles } from "../../design/tile";
import type { FilterQuery } from "../../filters/query";
import { formatCount, formatCountChange, formatDurationChange } from "../../format/change";
import type { CountingRules } from "../../format/counting-rules";
import { formatDuration } from "../../format/duration";
import { splitAtTutorials } from "../../format/split";
import { MedianTile } from "./median-tile";

type Report = inferRouterOutputs<AppRouter>["reports"]["tutor"];

/** A report to compare with, and the days it is of, in words. */
interface Before {
  readonly report: Report;
  readonly days: string;
}

/** Leads to those sessions of the same days that a figure is made of. */
type SessionsWith = (narrowing: FilterQuery) => string;

/** What a range came to, each figure against the days before where there are any to compare with. */
export function FiguresTiles({
  report: { total, medianPerAssessment },
  before,
  rules,
  sessionsWith,
}: {
  report: Report;
  before: Before | null;
  rules: CountingRules;
  sessionsWith: SessionsWith;
}) {
  const { outside, inTutorials } = splitAtTutorials(total.markingMs, total.inTutorialsMs);
  const earlier = before?.report.total;
  return (
    <Tiles label="Figures of these days" className="md:grid-cols-3 lg:grid-cols-5">
      <Tile
        name="Marking"
        className="col-span-2 md:col-span-3 lg:col-span-2 lg:row-span-2"
        how={rules.marking}
        value={<Figure href={sessionsWith({})}>{formatDuration(total.markingMs)}</Figure>}
      >
        {earlier !== undefined && (
          <Change change={formatDurationChange(total.markingMs, earlier.markingMs)} previous={before?.days ?? ""} />
        )}
        <div className="mt-auto pt-2">
          <ShareBar inTutorialsMs={total.inTutorialsMs} markingMs={total.markingMs} />
          <p className="mt-2 flex flex-col justify-between gap-x-4 text-sm text-muted sm:flex-row">
            <Part href={sessionsWith({ tutorials: "outside" })} value={outside} name="outside tutorials" />
            <Part href={sessionsWith({ tutorials: "in" })} value={inTutorials} name="in tutorials" />
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
            <Figure href={sessionsWith({ sort: "attention", order: "desc" })}>{formatDuration(total.activeMs)}</Figure>
          )
        }
      >
        {total.activeMs === null ? (
          <span className="text-sm text-muted">No page has observed any in these days.</span>
        ) : (
          before !== null &&
          before.report.total.activeMs !== null && (
            <Change change={formatDurationChange(total.activeMs, before.report.total.activeMs)} previous={before.days} />
          )
        )}
      </Tile>
      <MedianTile
        median={medianPerAssessment}
        before={before === null ? null : { median: before.report.medianPerAssessment, days: before.days }}
        how={rules.median}
        href={sessionsWith({ acts: "assessed" })}
        className="col-span-2 max-md:order-last"
      />
      {COUNTS.map(({ name, of, rule, acts }) => (
        <Tile
          key={of}
          name={name}
          how={rules[rule]}
          value={<Figure href={sessionsWith({ acts })}>{formatCount(total[of])}</Figure>}
        >
          {before !== null && <Change change={formatCountChange(total[of], before.report.total[of])} previous={before.days} />}
        </Tile>
      ))}
    </Tiles>
  );
}

const COUNTS = [
  { name: "Tasks assessed", of: "assessments", rule: "assessments", acts: "assessed" },
  { name: "Submissions opened", of: "submissionsOpened", rule: "submissionsOpened", acts: "opened" },
  { name: "Comments", of: "commentsAdded", rule: "comments", acts: "comments" },
] as const;

function Figure({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="decoration-1 underline-offset-4 hover:underline">
      {children}
    </a>
  );
}

function Part({ href, value, name }: { href: string; value: string; name: string }) {
  return (
    <a href={href} className="inline-block py-1 underline-offset-2 hover:underline">
      <span className="font-medium whitespace-nowrap text-ink">{value}</span> {name}
    </a>
  );
}
