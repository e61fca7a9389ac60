import { Badge } from "../../design/badge";
import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { inAlphabeticalOrder } from "../../format/alphabetical-order";
import { formatDayOfMonth } from "../../format/days";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { forPage } from "../../trpc/server";
import { AddStaff } from "./add-staff";
import { SetHours } from "./set-hours";
import { UseOfHours } from "./use-of-hours";

/** The staff of a unit with the hours that each has, has used and has left. */
export async function StaffHours({ unitId, address }: { unitId: number; address: string }) {
  const { tutors, weekFrom } = await forPage(address, (procedures) => procedures.workload.hours({ unitId }));
  return (
    <Panel aria-labelledby="staff-heading">
      <PanelHeading
        id="staff-heading"
        title={
          <span className="flex items-center gap-2">
            Staff <span className="font-normal text-muted">{tutors.length}</span>
            <HowCounted figure="Hours used">
              Marking in this unit since it began, and in the week from Monday, held against the hours set here. Nothing is cut
              off when hours run out: who marks on is counted on. Each tutor sees their own line on “My marking”.
            </HowCounted>
          </span>
        }
      />
      {tutors.length === 0 ? (
        <Empty title="Nobody teaches in this unit yet">Add tutors below, by the username that they sign in with.</Empty>
      ) : (
        <Table label="Staff and hours">
          <thead>
            <tr>
              <HeadCell>Name</HeadCell>
              <HeadCell>Whole unit</HeadCell>
              <HeadCell>Week from {formatDayOfMonth(parseLocalDate(weekFrom))}</HeadCell>
              <HeadCell>In tutorials</HeadCell>
              <HeadCell>
                <span className="sr-only">Change</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {inAlphabeticalOrder(tutors).map((tutor) => (
              <tr key={tutor.user.id}>
                <Cell className="min-w-36">
                  <TextLink href={`/units/${unitId}/tutors/${tutor.user.id}`}>
                    <bdi>
                      {tutor.user.firstName} {tutor.user.lastName}
                    </bdi>
                  </TextLink>
                </Cell>
                <Cell className="whitespace-nowrap">
                  <UseOfHours use={tutor.total} minutes={tutor.allotted.totalMinutes} />
                </Cell>
                <Cell className="whitespace-nowrap">
                  <UseOfHours use={tutor.week} minutes={tutor.allotted.weeklyMinutes} />
                </Cell>
                <Cell>{tutor.allotted.countsTutorials ? "counts" : <Badge>does not count</Badge>}</Cell>
                <Cell>
                  <SetHours unitId={unitId} tutor={tutor} />
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <AddStaff unitId={unitId} />
    </Panel>
  );
}
