import { parseLocalDate } from "@tutor-times/core/local-date";
import type { Metadata } from "next";
import { adminProfile } from "../../../auth/admin-profile";
import { Badge } from "../../../design/badge";
import { Empty } from "../../../design/notice";
import { PageHeading } from "../../../design/page-heading";
import { Panel } from "../../../design/panel";
import { Cell, HeadCell, LongTable } from "../../../design/table";
import { TextLink } from "../../../design/text-link";
import { UnitActions } from "../../../features/admin-units/unit-actions";
import { formatDays } from "../../../format/days";

export const metadata: Metadata = { title: "Units · Administration" };

export default async function AdminUnitsPage() {
  const { units } = await adminProfile("/admin");
  return (
    <>
      <PageHeading title="All units" line="The latest first, archived ones last" />
      <Panel>
        {units.length === 0 ? (
          <Empty title="No units yet">Units come with OnTrack’s reports, with an import, or with the demo.</Empty>
        ) : (
          <LongTable label="All units">
            <thead>
              <tr>
                <HeadCell className="not-print:w-40 not-print:sm:w-1/6">Code</HeadCell>
                <HeadCell>Name</HeadCell>
                <HeadCell className="not-print:w-52">Teaching period</HeadCell>
                <HeadCell className="not-print:w-44">Zone</HeadCell>
                <HeadCell className="not-print:w-56">
                  <span className="sr-only">Change</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <tr key={unit.id}>
                  <Cell className="print:whitespace-nowrap">
                    <TextLink href={`/units/${unit.id}`}>{unit.code}</TextLink>
                  </Cell>
                  <Cell className="print:min-w-40">
                    <bdi>{unit.name}</bdi> {!unit.active && <Badge>archived</Badge>}
                  </Cell>
                  <Cell className="print:whitespace-nowrap">
                    {formatDays(parseLocalDate(unit.startDate), parseLocalDate(unit.endDate))}
                  </Cell>
                  <Cell className="print:whitespace-nowrap">{unit.timezone.replaceAll("_", " ")}</Cell>
                  <Cell>
                    <UnitActions unit={unit} />
                  </Cell>
                </tr>
              ))}
            </tbody>
          </LongTable>
        )}
      </Panel>
    </>
  );
}
