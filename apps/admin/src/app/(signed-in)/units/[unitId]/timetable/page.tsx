import { parseLocalDate } from "@tutor-times/core/local-date";
import type { Metadata } from "next";
import { signedInProfile } from "../../../../../auth/profile";
import { overseenUnit } from "../../../../../auth/unit-of-page";
import { Fallible } from "../../../../../design/fallible";
import { Loaded } from "../../../../../design/loaded";
import { PageHeading } from "../../../../../design/page-heading";
import { PolicyPanels } from "../../../../../features/timetable/policy-panels";
import { SessionListShape } from "../../../../../features/sessions/session-list-shape";
import { TimetablePanels } from "../../../../../features/timetable/timetable-panels";
import { formatDays } from "../../../../../format/days";

export const metadata: Metadata = { title: "Timetable and policy" };

export default async function TimetablePage({ params }: { params: Promise<{ unitId: string }> }) {
  const { unitId } = await params;
  const path = `/units/${unitId}/timetable`;
  const unit = overseenUnit(await signedInProfile(path), unitId);
  const days = formatDays(parseLocalDate(unit.startDate), parseLocalDate(unit.endDate));
  return (
    <>
      <PageHeading
        title={`Timetable and policy of ${unit.code}`}
        line={`Taught ${days}, times in ${unit.timezone.replaceAll("_", " ")}`}
      />
      {/* Together: what stands below must not be pushed down by what comes late above it. */}
      <Loaded what="This page" of={path} shape={<SessionListShape />}>
        <div className="flex flex-col gap-4">
          <Fallible what="The timetable">
            <TimetablePanels unit={unit} address={path} />
          </Fallible>
          <Fallible what="The policy">
            <PolicyPanels unit={unit} address={path} />
          </Fallible>
        </div>
      </Loaded>
    </>
  );
}
