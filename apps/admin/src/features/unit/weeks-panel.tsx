import { TableTwin } from "../../charts/table-twin";
import { Panel, PanelHeading } from "../../design/panel";
import { TextLink } from "../../design/text-link";
import type { Week, Weeks, WeekOfTutor } from "./prepare-weeks";

const HEIGHT = 56;

export interface TutorOfWeeks {
  readonly id: number;
  readonly name: string;
  readonly href: string;
}

/** Everybody's weeks as small bars on one scale, in alphabetical order, and the numbers as a table. */
export function WeeksPanel({ weeks, tutors }: { weeks: Weeks; tutors: readonly TutorOfWeeks[] }) {
  const [first, last] = [weeks.weeks.at(0), weeks.weeks.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <Panel aria-labelledby="weeks-heading">
      <PanelHeading id="weeks-heading" title="Marking per week and tutor">
        <span className="text-sm text-muted">
          {first.name} to {last.name}; full height is {weeks.top}
        </span>
      </PanelHeading>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-4">
        {tutors.map(({ id, name, href }) => (
          <li key={id} className="min-w-0">
            <TextLink href={href} className="block truncate text-sm leading-6">
              <bdi>{name}</bdi>
            </TextLink>
            <Bars weeks={weeks.weeks} row={weeks.of.get(id) ?? []} />
          </li>
        ))}
      </ul>
      <TableTwin
        label="Marking per week and tutor"
        columns={["Tutor", ...weeks.weeks.map(({ name }) => name)]}
        rows={tutors.map(({ id, name }) => ({
          key: String(id),
          cells: [<bdi key="name">{name}</bdi>, ...(weeks.of.get(id) ?? []).map(({ value }) => value ?? "not yet")],
        }))}
      />
    </Panel>
  );
}

function Bars({ weeks, row }: { weeks: readonly Week[]; row: readonly WeekOfTutor[] }) {
  const slot = 100 / Math.max(1, weeks.length);
  return (
    <svg aria-hidden width="100%" height={HEIGHT + 1} className="mt-1 block">
      {row.map(({ share, value }, index) => {
        const week = weeks[index];
        const height = Math.max(share * HEIGHT, share > 0 ? 1.5 : 0);
        return (
          <g key={week?.monday ?? index} className={week?.time === "running" ? "opacity-50" : undefined}>
            <title>{`${week?.name}: ${value ?? "not yet"}`}</title>
            <rect x={`${index * slot}%`} width={`${slot}%`} height={HEIGHT} fill="transparent" />
            <rect
              x={`${(index + 0.15) * slot}%`}
              width={`${0.7 * slot}%`}
              y={HEIGHT - height}
              height={height}
              rx="1"
              className="fill-accent"
            />
          </g>
        );
      })}
      <line x1="0" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="stroke-edge" />
    </svg>
  );
}
