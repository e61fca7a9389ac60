import { HowCounted } from "../../design/how-counted";
import { Panel, PanelHeading } from "../../design/panel";
import type { CountingRules } from "../../format/counting-rules";
import { ActivityTable } from "./activity-table";
import { AttentionTable } from "./attention-table";
import { prepareTimeline } from "./prepare-timeline";
import { RemovedNotice } from "./removed-notice";
import { SessionTiles } from "./session-tiles";
import type { SessionLinks, ShownSession } from "./session-types";
import { SpentTable } from "./spent-table";
import { TimelineLegend, TimelinePlot } from "./timeline";
import { WhyHere } from "./why-here";

/** One session, down to the acts and the attention that it is made of. */
export function SessionView({
  shown,
  rules,
  timezone,
  links,
}: {
  shown: ShownSession;
  rules: CountingRules;
  timezone: string;
  links: SessionLinks;
}) {
  const { session } = shown;
  return (
    <>
      {session.removed !== null && <RemovedNotice removed={session.removed} timezone={timezone} />}
      <div className="flex flex-col gap-4">
        <SessionTiles shown={shown} rules={rules} timezone={timezone} />
        <Panel aria-labelledby="line-heading">
          <PanelHeading id="line-heading" title="From start to end">
            <TimelineLegend />
          </PanelHeading>
          <TimelinePlot timeline={prepareTimeline(session, shown)} session={session} timezone={timezone} />
          <div className="mt-4 border-t border-line pt-4">
            <WhyHere shown={shown} timezone={timezone} links={links} />
          </div>
        </Panel>
        <Panel aria-labelledby="spent-heading">
          <PanelHeading
            id="spent-heading"
            title={
              <span className="flex items-center gap-2">
                Where the time went <HowCounted figure="Where the time went">{rules.spent}</HowCounted>
              </span>
            }
          />
          <SpentTable shown={shown} links={links} />
        </Panel>
        <Panel aria-labelledby="acts-heading">
          <PanelHeading
            id="acts-heading"
            title={
              <>
                Activities <span className="font-normal text-muted">{shown.activities.length}</span>
              </>
            }
          />
          <ActivityTable activities={shown.activities} timezone={timezone} links={links} />
        </Panel>
        <Panel aria-labelledby="attention-heading">
          <PanelHeading
            id="attention-heading"
            title={
              <>
                Stretches of attention <span className="font-normal text-muted">{shown.stretches.length}</span>
              </>
            }
          />
          <AttentionTable stretches={shown.stretches} timezone={timezone} links={links} />
        </Panel>
      </div>
    </>
  );
}
