import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { HowCounted } from "../../design/how-counted";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { filterHref, sameDays } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";
import type { Filters } from "../../filters/resolve";
import { formatCount } from "../../format/change";
import { formatDays } from "../../format/days";
import { formatLongDuration } from "../../format/long-duration";
import { formatMoment } from "../../format/moments";
import { forPage } from "../../trpc/server";

type Turnaround = inferRouterOutputs<AppRouter>["workload"]["turnaround"];
type Spread = Turnaround["overall"];

const HOW =
  "From a student’s submission to the first comment on it or change of its status, for answers given in these days. Who submits again before hearing anything has waited since the first time. Nothing is said below five.";

/** How long students wait for the first feedback: in all, by tutor and by task; and who waits longest now. */
export async function TurnaroundPanel({
  path,
  query,
  filters,
  unitId,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  unitId: number;
}) {
  const { from, to, timezone } = filters;
  const [turnaround, hours] = await forPage(filterHref(path, query), (procedures) =>
    Promise.all([procedures.workload.turnaround({ unitId, from, to, timezone }), procedures.workload.hours({ unitId })]),
  );
  const waitingFor = (userId: number | null, id?: number) => {
    const rows = turnaround.waiting.filter((row) => row.userId === userId && (id === undefined || row.id === id));
    const oldest = rows.flatMap((row) => (row.oldest === null ? [] : [row.oldest])).toSorted();
    return { awaiting: rows.reduce((sum, row) => sum + row.awaiting, 0), oldest: oldest[0] ?? null };
  };
  const ofDefinition = (id: number) => turnaround.perDefinition.find((row) => row.taskDefinitionId === id)?.spread ?? null;
  const ofTutor = (id: number) => turnaround.perTutor.find((row) => row.userId === id)?.spread ?? null;
  const hrefOf = (page: string) => filterHref(`/units/${unitId}${page}`, sameDays(query));
  return (
    <Panel aria-labelledby="turnaround-heading">
      <PanelHeading
        id="turnaround-heading"
        title={
          <span className="flex items-center gap-2">
            From submission to first feedback <HowCounted figure="From submission to first feedback">{HOW}</HowCounted>
          </span>
        }
      >
        <span className="text-sm text-muted">feedback given {formatDays(from, to)}</span>
      </PanelHeading>
      <Table label="From submission to first feedback">
        <thead>
          <tr>
            <HeadCell>Of</HeadCell>
            <HeadCell className={FIGURE}>Median</HeadCell>
            <HeadCell className={FIGURE}>Middle half</HeadCell>
            <HeadCell className={FIGURE}>Answers</HeadCell>
            <HeadCell className={FIGURE}>Awaiting now</HeadCell>
            <HeadCell>Oldest waits since</HeadCell>
          </tr>
        </thead>
        <tbody>
          <Row
            name="The whole unit"
            href={hrefOf("")}
            spread={turnaround.overall}
            waiting={waitingFor(null)}
            timezone={timezone}
          />
        </tbody>
        <Group name="By tutor">
          {hours.tutors.map(({ user }) => (
            <Row
              key={user.id}
              name={`${user.firstName} ${user.lastName}`}
              href={hrefOf(`/tutors/${user.id}`)}
              spread={ofTutor(user.id)}
              waiting={waitingFor(user.id)}
              timezone={timezone}
            />
          ))}
        </Group>
        {turnaround.definitions.length > 0 && (
          <Group name="By task">
            {turnaround.definitions.map(({ id, abbreviation, name }) => (
              <Row
                key={id}
                name={`${abbreviation} · ${name}`}
                href={hrefOf(`/tasks/${id}`)}
                spread={ofDefinition(id)}
                waiting={waitingFor(null, id)}
                timezone={timezone}
              />
            ))}
          </Group>
        )}
      </Table>
    </Panel>
  );
}

function Group({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={6} className="pt-4 pb-1 text-left font-medium text-muted">
          {name}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

function Row({
  name,
  href,
  spread,
  waiting,
  timezone,
}: {
  name: string;
  href: string;
  spread: Spread;
  waiting: { readonly awaiting: number; readonly oldest: string | null };
  timezone: string;
}) {
  return (
    <tr>
      <Cell className="min-w-40">
        <TextLink href={href}>
          <bdi>{name}</bdi>
        </TextLink>
      </Cell>
      <Cell className={FIGURE}>
        {spread === null ? <span className="text-muted">too few</span> : formatLongDuration(spread.medianMs)}
      </Cell>
      <Cell className={FIGURE}>
        {spread !== null && `${formatLongDuration(spread.lowerMs)} to ${formatLongDuration(spread.upperMs)}`}
      </Cell>
      <Cell className={FIGURE}>{spread !== null && formatCount(spread.count)}</Cell>
      <Cell className={FIGURE}>{formatCount(waiting.awaiting)}</Cell>
      <Cell className="whitespace-nowrap">{waiting.oldest === null ? "–" : formatMoment(waiting.oldest, timezone)}</Cell>
    </tr>
  );
}
