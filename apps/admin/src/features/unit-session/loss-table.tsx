import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { formatCount, formatCountChange, formatDurationChange } from "../../format/change";
import { formatDuration, formatMinutes } from "../../format/duration";

type Figures = inferRouterOutputs<AppRouter>["units"]["deletionEffect"]["before"];

const NOTE = "Of this tutor in this unit, from a day before the session to a day after it.";

/** The figures that would change, with the session and without it. */
export function LossTable({ before, after }: { before: Figures; after: Figures }) {
  const minute = 60_000;
  const rows = [
    time("Marking", before.markingMs, after.markingMs),
    time("In tutorials", before.inTutorialsMs, after.inTutorialsMs),
    time("Observed attention", before.activeMs ?? 0, after.activeMs ?? 0),
    {
      name: "Credited",
      before: formatMinutes(before.creditedMinutes),
      after: formatMinutes(after.creditedMinutes),
      change: formatDurationChange(after.creditedMinutes * minute, before.creditedMinutes * minute),
    },
    count("Tasks assessed", before.assessments, after.assessments),
    count("Submissions opened", before.submissionsOpened, after.submissionsOpened),
    count("Comments", before.commentsAdded, after.commentsAdded),
  ].filter(({ change }) => change !== "same");
  return (
    <>
      <p className="mt-1 mb-2 text-sm text-muted">{NOTE}</p>
      {rows.length === 0 ? (
        <p className="text-sm">No figure would change by a whole minute.</p>
      ) : (
        <Table label="What the figures would lose" className="max-w-xl" tabIndex={0}>
          <thead>
            <tr>
              <HeadCell>Figure</HeadCell>
              <HeadCell className={FIGURE}>Now</HeadCell>
              <HeadCell className={FIGURE}>Without it</HeadCell>
              <HeadCell className={FIGURE}>Change</HeadCell>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <Cell>{row.name}</Cell>
                <Cell className={FIGURE}>{row.before}</Cell>
                <Cell className={FIGURE}>{row.after}</Cell>
                <Cell className={`${FIGURE} font-medium`}>{row.change}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function time(name: string, before: number, after: number) {
  return { name, before: formatDuration(before), after: formatDuration(after), change: formatDurationChange(after, before) };
}

function count(name: string, before: number, after: number) {
  return { name, before: formatCount(before), after: formatCount(after), change: formatCountChange(after, before) };
}
