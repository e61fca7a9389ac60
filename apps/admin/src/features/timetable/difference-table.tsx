import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatCount, formatCountChange, formatDurationChange } from "../../format/change";
import { formatDuration, formatMinutes } from "../../format/duration";
import { sumFigures, type Counted } from "./sum-figures";

type Difference = Pick<inferRouterOutputs<AppRouter>["units"]["recompute"], "sessions" | "differences" | "figures">;

const MINUTE_MS = 60_000;

/** What a change that is only shown would do: to sessions, and to the figures of each whom it concerns. */
export function DifferenceTable({
  found,
  names,
  unitId,
}: {
  found: Difference;
  names: readonly { readonly id: number; readonly name: string }[];
  unitId: number;
}) {
  const made = found.differences.filter(({ before }) => before === null).length;
  const gone = found.differences.filter(({ after }) => after === null).length;
  if (found.differences.length === 0 && found.figures.length === 0) {
    return (
      <p className="text-sm">
        Nothing would change: all {formatCount(found.sessions)} sessions that were looked at would stay as they are.
      </p>
    );
  }
  const nameOf = (id: number) => names.find((one) => one.id === id)?.name ?? "Somebody else";
  const rows = found.figures
    .map((row) => ({ ...row, name: nameOf(row.userId) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return (
    <>
      <p className="mb-3 text-sm">
        Of {formatCount(found.sessions)} sessions that were looked at, {formatCount(found.differences.length - made - gone)} would
        change, {formatCount(made)} would be new and {formatCount(gone)} would be gone.
      </p>
      <Table label="What would change">
        <thead>
          <tr>
            <HeadCell>Whose</HeadCell>
            <HeadCell className={FIGURE}>Marking</HeadCell>
            <HeadCell className={FIGURE}>In tutorials</HeadCell>
            <HeadCell className={FIGURE}>Credited</HeadCell>
            <HeadCell className={FIGURE}>Sessions</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.userId}
              name={row.name}
              href={`/units/${unitId}/tutors/${row.userId}`}
              before={row.before}
              after={row.after}
            />
          ))}
          <Row name="Together" {...sumFigures(found.figures)} isTotal />
        </tbody>
      </Table>
    </>
  );
}

function Row({
  name,
  href,
  before,
  after,
  isTotal = false,
}: {
  name: string;
  href?: string;
  before: Counted;
  after: Counted;
  isTotal?: boolean;
}) {
  return (
    <tr className={isTotal ? "font-medium" : undefined}>
      <Cell className="min-w-36">
        {href === undefined ? (
          name
        ) : (
          <TextLink href={href}>
            <bdi>{name}</bdi>
          </TextLink>
        )}
      </Cell>
      <Change
        before={formatDuration(before.markingMs)}
        after={formatDuration(after.markingMs)}
        change={formatDurationChange(after.markingMs, before.markingMs)}
      />
      <Change
        before={formatDuration(before.inTutorialsMs)}
        after={formatDuration(after.inTutorialsMs)}
        change={formatDurationChange(after.inTutorialsMs, before.inTutorialsMs)}
      />
      <Change
        before={formatMinutes(before.creditedMinutes)}
        after={formatMinutes(after.creditedMinutes)}
        change={formatDurationChange(after.creditedMinutes * MINUTE_MS, before.creditedMinutes * MINUTE_MS)}
      />
      <Change
        before={formatCount(before.sessions)}
        after={formatCount(after.sessions)}
        change={formatCountChange(after.sessions, before.sessions)}
      />
    </tr>
  );
}

/** What it would be, and below it what it is, if that is something else. */
function Change({ before, after, change }: { before: string; after: string; change: string }) {
  return (
    <Cell className={FIGURE}>
      {after}
      <span className="block text-xs font-normal text-muted">{before === after ? "the same" : `${change}, now ${before}`}</span>
    </Cell>
  );
}
