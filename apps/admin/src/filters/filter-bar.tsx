import { Button } from "../design/button";
import { Input, LABEL, Select } from "../design/field";
import { AddressProblems } from "../design/notice";
import { mergeClasses } from "../design/merge-classes";
import { FilterForm } from "./filter-form";
import type { FilterQuery } from "./query";
import { RangeLinks, RangeSteps, RangeWords } from "./range-links";
import type { Filters } from "./resolve";
import { ZoneNotice } from "./zone-notice";

/** What the filters of a page can be: its units (none to choose from where the page is about one) and zones. */
export interface FilterChoices {
  readonly units: readonly { readonly id: number; readonly code: string; readonly name: string }[];
  readonly zones: readonly string[];
}

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
  const zones = [...new Set([filters.timezone, ...choices.zones])].toSorted();
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
        <FilterForm
          path={path}
          kept={fieldsOf(query, ["range", "from", "to"])}
          className="flex max-w-full flex-wrap items-center gap-x-4 gap-y-2 lg:ml-auto"
        >
          {choices.units.length > 1 && (
            <span className="flex max-w-full items-center gap-2">
              <label htmlFor="filter-unit" className={mergeClasses(LABEL, "text-muted")}>
                Unit
              </label>
              <Select
                id="filter-unit"
                name="unit"
                defaultValue={query.unit ?? ""}
                key={query.unit}
                className="h-8 max-w-44 min-w-0 px-2 text-sm"
              >
                <option value="">All units</option>
                {choices.units.map((unit) => (
                  <option key={unit.id} value={unit.id}>
                    {unit.code} · {unit.name}
                  </option>
                ))}
              </Select>
            </span>
          )}
          <span className="flex max-w-full items-center gap-2">
            <label htmlFor="filter-zone" className={mergeClasses(LABEL, "text-muted")}>
              Times in
            </label>
            <Select
              id="filter-zone"
              name="zone"
              defaultValue={filters.timezone}
              key={filters.timezone}
              className="h-8 min-w-0 px-2 text-sm"
            >
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll("_", " ")}
                </option>
              ))}
            </Select>
          </span>
          <noscript>
            <Button type="submit" size="sm">
              Show
            </Button>
          </noscript>
        </FilterForm>
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
        kept={{ ...fieldsOf(query, ["unit", "zone", "tutor"]), range: "custom" }}
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

function fieldsOf(query: FilterQuery, names: readonly (keyof FilterQuery)[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (query[name] === undefined ? [] : [[name, String(query[name])]])));
}
