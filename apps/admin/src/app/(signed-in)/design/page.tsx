import type { Metadata } from "next";
import type { ReactNode } from "react";
import { signedInProfile } from "../../../auth/profile";
import { PageHeading } from "../../../design/page-heading";
import { Panel, PanelHeading } from "../../../design/panel";
import { ChartSamples } from "../../../features/design-samples/chart-samples";
import { ControlSamples } from "../../../features/design-samples/control-samples";
import { StateSamples } from "../../../features/design-samples/state-samples";
import { TableSamples } from "../../../features/design-samples/table-samples";
import { TypeSamples } from "../../../features/design-samples/type-samples";
import { WeekSamples } from "../../../features/design-samples/week-samples";

export const metadata: Metadata = { title: "Design" };

/** Every component in every state, for whoever changes one. Not in the navigation; it shows nobody's data. */
export default async function DesignPage() {
  await signedInProfile("/design");
  return (
    <>
      <PageHeading title="Design" line="Every component in every state. All names and figures here are made up." />
      <div className="flex flex-col gap-4">
        <Part title="Type and colour">
          <TypeSamples />
        </Part>
        <Part title="Controls">
          <ControlSamples />
        </Part>
        <Part title="Nothing, too long, wrong">
          <StateSamples />
        </Part>
        <Part title="Figures and tables">
          <TableSamples />
        </Part>
        <Part title="Charts">
          <ChartSamples />
        </Part>
        <Part title="The week in which clocks change">
          <WeekSamples />
        </Part>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel>
      <PanelHeading title={title} />
      <div className="flex flex-col gap-6">{children}</div>
    </Panel>
  );
}
