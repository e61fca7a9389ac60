import { Button } from "../design/button";
import { Input } from "../design/field";
import { AddressProblems } from "../design/notice";
import { mergeClasses } from "../design/merge-classes";
import { fieldsWithout } from "./fields";
import { FilterForm } from "./filter-form";
import type { FilterQuery } from "./query";
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

function OtherDays({ path, query, filters }: { path: string; query: FilterQuery; filters: Filters }) {
  return (
    <details className="group" open={filters.range === "custom"} key={`${filters.from} ${filters.to}`}>
      <summary
        className={mergeClasses(
          "inline-flex h-8 items-center rounded-lg px-3 text-sm font-medium whitespace-nowrap hover:bg-sunken group-open:hidden",
          "text-muted hover:text-ink",
        )}
      >
        Other days …
      </summary>
      <FilterForm
        path={path}
        kept={{ ...fieldsWithout(query, ["range", "from", "to", "page"]), range: "custom" }}
        className="flex flex-wrap items-center gap-2"
      >
        <label htmlFor="filter-from" className="sr-only">
          First day
        </label>
        <Input
          id="filter-from"
          type="date"
          name="from"
          defaultValue={filters.from}
          required
          className="h-8 w-auto px-2 text-sm"
        />
        <span aria-hidden className="text-muted">
          –
        </span>
        <label htmlFor="filter-to" className="sr-only">
          Last day
        </label>
        <Input id="filter-to" type="date" name="to" defaultValue={filters.to} required className="h-8 w-auto px-2 text-sm" />
        <Button type="submit" size="sm">
          Show
        </Button>
      </FilterForm>
    </details>
  );
}
