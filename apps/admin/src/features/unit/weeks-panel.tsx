import { TableTwin } from "../../charts/table-twin";
import { Panel, PanelHeading } from "../../design/panel";
import { TextLink } from "../../design/text-link";
import type { Week, Weeks, WeekOfTutor } from "./prepare-weeks";

const HEIGHT = 56;
/** Of the height, so that little is not nothing. */
const LEAST = 0.03;

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
    <Panel aria-labelledby="weeks-heading" className="drawn-when-near">
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

/** Two shapes for all bars of somebody, and a hint with the lengths of all: with many tutors a page holds thousands of them. */
function Bars({ weeks, row }: { weeks: readonly Week[]; row: readonly WeekOfTutor[] }) {
  const barsOf = (isRunning: boolean) =>
    row.map(({ share }, index) =>
      share > 0 && (weeks[index]?.time === "running") === isRunning ? barPath(index, Math.max(share, LEAST)) : "",
    );
  return (
    <div aria-hidden title={row.map(({ value }, index) => `${weeks[index]?.name}: ${value ?? "not yet"}`).join("\n")}>
      <svg
        width="100%"
        height={HEIGHT + 1}
        viewBox={`0 0 ${Math.max(1, weeks.length)} 1`}
        preserveAspectRatio="none"
        className="mt-1 block border-b border-edge fill-accent"
      >
        <path d={barsOf(false).join("")} />
        <path d={barsOf(true).join("")} opacity="0.5" />
      </svg>
    </div>
  );
}

/** The bar of the week at `index`, of which a drawing has one per unit of its width, as part of a path. */
function barPath(index: number, share: number): string {
  return `M${index + 0.15} 1v${(-share).toFixed(3)}h.7V1z`;
}
