import type { Metadata } from "next";
import { staffProfile, staffUnits } from "../../../auth/profile";
import { unitToMark } from "../../../auth/unit-of-page";
import { LABEL } from "../../../design/field";
import { mergeClasses } from "../../../design/merge-classes";
import { AddressProblems, Empty } from "../../../design/notice";
import { PageHeading } from "../../../design/page-heading";
import { Panel } from "../../../design/panel";
import { Inbox } from "../../../features/desk/inbox";
import { MarkingNow } from "../../../features/marking-now/marking-now";
import { FilterSelect } from "../../../filters/filter-fields";
import { FilterForm } from "../../../filters/filter-form";
import { filterHref } from "../../../filters/href";
import { parseFilterQuery, type SearchParams } from "../../../filters/query";
import { formatCount } from "../../../format/change";
import { forPage } from "../../../trpc/server";

const PATH = "/desk";
const MOST_TASKS = 200;

export const metadata: Metadata = { title: "Marking desk" };

export default async function DeskPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, unreadable } = parseFilterQuery(await searchParams);
  const address = filterHref(PATH, query);
  const profile = await staffProfile(address);
  const unit = unitToMark(profile, query.unit);
  if (unit === undefined) return <NoUnit />;
  const units = staffUnits(profile).filter(({ ended }) => !ended);
  const timezone = profile.timezone ?? unit.timezone;
  const [{ tasks }, current] = await forPage(address, (procedures) =>
    Promise.all([procedures.desk.inbox({ unitId: unit.id }), procedures.tracker.current()]),
  );
  return (
    <>
      <PageHeading
        title="Marking desk"
        line={`${formatCount(tasks.length)} ${tasks.length === 1 ? "task awaits" : "tasks await"} feedback in ${unit.code}`}
      >
        <MarkingNow initial={current} empty="Nothing is being counted right now." />
      </PageHeading>
      <AddressProblems problems={unreadable} />
      {units.length > 1 && (
        <FilterForm path={PATH} kept={{}} className="mb-4 flex items-center gap-2">
          <label htmlFor="desk-unit" className={mergeClasses(LABEL, "text-muted")}>
            Unit
          </label>
          <FilterSelect id="desk-unit" name="unit" value={String(unit.id)}>
            {units.map(({ id, code, name }) => (
              <option key={id} value={id}>
                {code} · {name}
              </option>
            ))}
          </FilterSelect>
        </FilterForm>
      )}
      <Panel>
        {tasks.length === 0 ? (
          <Empty title={`Nothing awaits feedback in ${unit.code}`}>
            A task appears here when its student submits it for feedback or asks for help, those of your own tutorial groups
            first.
          </Empty>
        ) : (
          <Inbox tasks={tasks} timezone={timezone} most={MOST_TASKS} />
        )}
      </Panel>
      <p className="mt-3 text-sm text-muted">Times in {timezone.replaceAll("_", " ")}.</p>
    </>
  );
}

function NoUnit() {
  return (
    <>
      <PageHeading title="Marking desk" />
      <Panel>
        <Empty title="You teach in no unit at present">
          The tasks that await your feedback appear here as soon as you have a role in a unit.
        </Empty>
      </Panel>
    </>
  );
}
