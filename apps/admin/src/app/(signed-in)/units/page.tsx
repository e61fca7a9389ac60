import { parseLocalDate } from "@tutor-times/core/local-date";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { overseenUnits, staffProfile } from "../../../auth/profile";
import { Badge } from "../../../design/badge";
import { Empty } from "../../../design/notice";
import { PageHeading } from "../../../design/page-heading";
import { Panel } from "../../../design/panel";
import { Cell, HeadCell, LongTable } from "../../../design/table";
import { formatDays } from "../../../format/days";

export const metadata: Metadata = { title: "Units" };

export default async function UnitsPage() {
  const units = overseenUnits(await staffProfile("/units"));
  const [only] = units;
  if (only !== undefined && units.length === 1) redirect(`/units/${only.id}`);
  return (
    <>
      <PageHeading title="Units" line="The units whose whole marking you may see" />
      <Panel>
        {only === undefined ? (
          <Empty title="You convene no unit">
            Units appear here as soon as you are their convenor. Your own time is under “My marking”.
          </Empty>
        ) : (
          <LongTable label="Units" className="not-print:min-w-160">
            <thead>
              <tr>
                <HeadCell className="not-print:w-40 not-print:sm:w-1/4">Code</HeadCell>
                <HeadCell>Name</HeadCell>
                <HeadCell className="not-print:w-52">Teaching period</HeadCell>
                <HeadCell className="not-print:w-28">Your role</HeadCell>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <tr key={unit.id}>
                  <Cell className="print:whitespace-nowrap">
                    <Link href={`/units/${unit.id}`} className="text-accent underline underline-offset-2">
                      {unit.code}
                    </Link>
                  </Cell>
                  <Cell className="print:min-w-40">
                    <bdi>{unit.name}</bdi> {!unit.active && <Badge>archived</Badge>}
                  </Cell>
                  <Cell className="print:whitespace-nowrap">
                    {formatDays(parseLocalDate(unit.startDate), parseLocalDate(unit.endDate))}
                  </Cell>
                  <Cell>{unit.role}</Cell>
                </tr>
              ))}
            </tbody>
          </LongTable>
        )}
      </Panel>
    </>
  );
}
