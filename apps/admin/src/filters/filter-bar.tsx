import { AddressProblems } from "../design/notice";
import type { FilterQuery } from "./query";
import { OtherDays } from "./other-days";
import { RangeLinks, RangeSteps, RangeWords } from "./range-links";
import type { Filters } from "./resolve";
import { UnitAndZone, type FilterChoices } from "./unit-and-zone";
import { ZoneNotice } from "./zone-notice";

/** The filters of a page, all of them kept in its address. */
export function FilterBar({
  path,
  query,
  filters,
  choices,
  problems,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  choices: FilterChoices;
  problems: readonly string[];
}) {
  return (
    <div className="mb-5">
      <AddressProblems problems={problems} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="flex max-w-full flex-wrap items-center gap-2 print:hidden">
          <RangeLinks path={path} query={query} filters={filters} />
          <OtherDays path={path} query={query} filters={filters} />
        </div>
        <div className="flex items-center gap-3">
          <RangeSteps path={path} query={query} filters={filters} />
          <RangeWords filters={filters} />
        </div>
        <UnitAndZone path={path} query={query} filters={filters} choices={choices} />
      </div>
      <ZoneNotice path={path} query={query} timezone={filters.timezone} />
    </div>
  );
}
