import { Button } from "../design/button";
import { LABEL } from "../design/field";
import { mergeClasses } from "../design/merge-classes";
import { fieldsWithout } from "./fields";
import { FilterSelect } from "./filter-fields";
import { FilterForm } from "./filter-form";
import type { FilterQuery } from "./query";
import type { Filters } from "./resolve";

/** What the filters of a page can be: its units (none to choose from where the page is about one) and zones. */
export interface FilterChoices {
  readonly units: readonly { readonly id: number; readonly code: string; readonly name: string }[];
  readonly zones: readonly string[];
}

/** The choice of a unit, where there are several, and of the zone that days and times are taken in. */
export function UnitAndZone({
  path,
  query,
  filters,
  choices,
}: {
  path: string;
  query: FilterQuery;
  filters: Filters;
  choices: FilterChoices;
}) {
  const zones = [...new Set([filters.timezone, ...choices.zones])].toSorted();
  const unit = choices.units.find(({ id }) => id === query.unit);
  return (
    <>
      <p className="hidden print:block">
        {unit !== undefined && `${unit.code} · ${unit.name} · `}
        times in {filters.timezone.replaceAll("_", " ")}
      </p>
      <FilterForm
        path={path}
        kept={fieldsWithout(query, ["unit", "zone", "page"])}
        className="flex max-w-full flex-wrap items-center gap-x-4 gap-y-2 lg:ml-auto print:hidden"
      >
        {choices.units.length > 1 && (
          <span className="flex max-w-full items-center gap-2">
            <label htmlFor="filter-unit" className={mergeClasses(LABEL, "text-muted")}>
              Unit
            </label>
            <FilterSelect id="filter-unit" name="unit" value={String(query.unit ?? "")} className="max-w-44">
              <option value="">All units</option>
              {choices.units.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {unit.code} · {unit.name}
                </option>
              ))}
            </FilterSelect>
          </span>
        )}
        <span className="flex max-w-full items-center gap-2">
          <label htmlFor="filter-zone" className={mergeClasses(LABEL, "text-muted")}>
            Times in
          </label>
          <FilterSelect id="filter-zone" name="zone" value={filters.timezone}>
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </FilterSelect>
        </span>
        <noscript>
          <Button type="submit" size="sm">
            Show
          </Button>
        </noscript>
      </FilterForm>
    </>
  );
}
