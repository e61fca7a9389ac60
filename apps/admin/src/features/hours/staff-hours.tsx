import { Badge } from "../../design/badge";
import { HowCounted } from "../../design/how-counted";
import { Empty } from "../../design/notice";
import { Panel, PanelHeading } from "../../design/panel";
import { Cell, HeadCell, Table } from "../../design/table";
import { TextLink } from "../../design/text-link";
import { formatDayOfMonth } from "../../format/days";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { forPage } from "../../trpc/server";
import { AddStaff } from "./add-staff";
import { EndRole } from "./end-role";
import { SetHours } from "./set-hours";
import { UseOfHours } from "./use-of-hours";

/** The staff of a unit with the hours that each has, has used and has left. */
export async function StaffHours({ unit, address }: { unit: { readonly id: number; readonly code: string }; address: string }) {
  const unitId = unit.id;
  const [{ tutors, weekFrom }, { roles }] = await forPage(address, (procedures) =>
    Promise.all([procedures.workload.hours({ unitId }), procedures.admin.staff({ unitId })]),
  );
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
              <HeadCell>Role</HeadCell>
              <HeadCell>Whole unit</HeadCell>
              <HeadCell>Week from {formatDayOfMonth(parseLocalDate(weekFrom))}</HeadCell>
              <HeadCell>Marking in tutorials</HeadCell>
              <HeadCell>
                <span className="sr-only">Change</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {tutors.map((tutor) => (
              <tr key={tutor.user.id}>
                <Cell className="min-w-36">
                  <TextLink href={`/units/${unitId}/tutors/${tutor.user.id}`}>
                    <bdi>
                      {tutor.user.firstName} {tutor.user.lastName}
                    </bdi>
                  </TextLink>
                </Cell>
                <Cell>
                  <Roles unit={unit} user={tutor.user} roles={roles.filter(({ userId }) => userId === tutor.user.id)} />
                </Cell>
                <Cell className="whitespace-nowrap">
                  <UseOfHours use={tutor.total} minutes={tutor.allotted.totalMinutes} />
                </Cell>
                <Cell className="whitespace-nowrap">
                  <UseOfHours use={tutor.week} minutes={tutor.allotted.weeklyMinutes} />
                </Cell>
                <Cell>{tutor.allotted.countsTutorials ? "counts" : <Badge>does not count</Badge>}</Cell>
                <Cell className="text-right">
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

function Roles({
  unit,
  user,
  roles,
}: {
  unit: { readonly id: number; readonly code: string };
  user: { readonly id: number; readonly firstName: string; readonly lastName: string };
  roles: readonly { readonly role: "tutor" | "convenor"; readonly tutorials: readonly string[] }[];
}) {
  if (roles.length === 0) return <span className="text-muted">ended</span>;
  const named = { id: user.id, name: `${user.firstName} ${user.lastName}` };
  return (
    <ul className="flex flex-col gap-1">
      {roles.map(({ role, tutorials }) => (
        <li key={role} className="flex items-baseline gap-3 whitespace-nowrap">
          {role}
          <EndRole unit={unit} user={named} role={role} tutorials={tutorials} />
        </li>
      ))}
    </ul>
  );
}
