import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatCount, formatCountChange, formatDurationChange } from "../../format/change";
import { formatDuration, formatMinutes } from "../../format/duration";
import { sumFigures, type Counted } from "./sum-figures";

type Recomputation = inferRouterOutputs<AppRouter>["units"]["recompute"];

/** What a recomputation that is only shown would do: to sessions, and to the figures of each whom it concerns. */
export function DifferenceTable({
  found,
  names,
  unitId,
}: {
  found: Recomputation;
  names: readonly { readonly id: number; readonly name: string }[];
  unitId: number;
}) {
  if (found.differences.length === 0) {
    return (
      <p className="text-sm">
        Nothing would change: all {formatCount(found.sessions)} sessions that were looked at would stay as they are.
      </p>
    );
  }
  const made = found.differences.filter(({ before }) => before === null).length;
  const gone = found.differences.filter(({ after }) => after === null).length;
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
            <HeadCell className={FIGURE}>would be</HeadCell>
            <HeadCell className={FIGURE}>Credited</HeadCell>
            <HeadCell className={FIGURE}>would be</HeadCell>
            <HeadCell className={FIGURE}>Sessions</HeadCell>
            <HeadCell className={FIGURE}>would be</HeadCell>
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
  const minute = 60_000;
  const credited = formatDurationChange(after.creditedMinutes * minute, before.creditedMinutes * minute);
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
      <Cell className={FIGURE}>{formatDuration(before.markingMs)}</Cell>
      <After value={formatDuration(after.markingMs)} change={formatDurationChange(after.markingMs, before.markingMs)} />
      <Cell className={FIGURE}>{formatMinutes(before.creditedMinutes)}</Cell>
      <After value={formatMinutes(after.creditedMinutes)} change={credited} />
      <Cell className={FIGURE}>{formatCount(before.sessions)}</Cell>
      <After value={formatCount(after.sessions)} change={formatCountChange(after.sessions, before.sessions)} />
    </tr>
  );
}

function After({ value, change }: { value: string; change: string }) {
  return (
    <Cell className={FIGURE}>
      {value}
      <span className="block text-xs text-muted">{change}</span>
    </Cell>
  );
}
