import type { Metadata } from "next";
import { signedInProfile } from "../../../../../auth/profile";
import { overseenUnit } from "../../../../../auth/unit-of-page";
import { Loaded } from "../../../../../design/loaded";
import { PageHeading } from "../../../../../design/page-heading";
import { StaffHours } from "../../../../../features/hours/staff-hours";
import { SessionListShape } from "../../../../../features/sessions/session-list-shape";

export const metadata: Metadata = { title: "Staff and hours" };

export default async function HoursPage({ params }: { params: Promise<{ unitId: string }> }) {
  const { unitId } = await params;
  const path = `/units/${unitId}/hours`;
  const unit = overseenUnit(await signedInProfile(path), unitId);
  return (
    <>
      <PageHeading title={`Staff and hours of ${unit.code}`} line={<bdi>{unit.name}</bdi>} />
      <Loaded what="The staff" of={path} shape={<SessionListShape />}>
        <StaffHours unit={unit} address={path} />
      </Loaded>
    </>
  );
}
