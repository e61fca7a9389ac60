import { parseLocalDate } from "@tutor-times/core/local-date";
import type { Metadata } from "next";
import { adminProfile } from "../../../auth/admin-profile";
import { Badge } from "../../../design/badge";
import { Empty } from "../../../design/notice";
import { PageHeading } from "../../../design/page-heading";
import { Panel } from "../../../design/panel";
import { Cell, HeadCell, Table } from "../../../design/table";
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
          <Table label="All units">
            <thead>
              <tr>
                <HeadCell>Code</HeadCell>
                <HeadCell>Name</HeadCell>
                <HeadCell>Teaching period</HeadCell>
                <HeadCell>Zone</HeadCell>
                <HeadCell>
                  <span className="sr-only">Change</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <tr key={unit.id}>
                  <Cell className="whitespace-nowrap">
                    <TextLink href={`/units/${unit.id}`}>{unit.code}</TextLink>
                  </Cell>
                  <Cell className="min-w-40">
                    <bdi>{unit.name}</bdi> {!unit.active && <Badge>archived</Badge>}
                  </Cell>
                  <Cell className="whitespace-nowrap">
                    {formatDays(parseLocalDate(unit.startDate), parseLocalDate(unit.endDate))}
                  </Cell>
                  <Cell className="whitespace-nowrap">{unit.timezone.replaceAll("_", " ")}</Cell>
                  <Cell>
                    <UnitActions unit={unit} />
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </>
  );
}
