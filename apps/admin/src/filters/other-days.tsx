"use client";

import { useRef } from "react";
import { Button } from "../design/button";
import { fieldsWithout } from "./fields";
import { FilterInput } from "./filter-fields";
import { FilterForm } from "./filter-form";
import type { FilterQuery } from "./query";
import type { Filters } from "./resolve";

/** The choice of any first and last day, in the place of the button that opens it. */
export function OtherDays({
  path,
  query,
  filters,
}: {
  path: string;
  query: FilterQuery;
  filters: Pick<Filters, "range" | "from" | "to">;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const first = useRef<HTMLInputElement>(null);
  return (
    <details ref={details} className="group" open={filters.range === "custom"}>
      <summary
        className="inline-flex h-8 items-center rounded-lg px-3 text-sm font-medium whitespace-nowrap text-muted group-open:hidden hover:bg-sunken hover:text-ink"
        onClick={(event) => {
          // What is opened hides this: the focus goes on with it.
          event.preventDefault();
          details.current?.setAttribute("open", "");
          first.current?.focus();
        }}
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
        <FilterInput ref={first} id="filter-from" type="date" name="from" value={filters.from} required />
        <span aria-hidden className="text-muted">
          –
        </span>
        <label htmlFor="filter-to" className="sr-only">
          Last day
        </label>
        <FilterInput id="filter-to" type="date" name="to" value={filters.to} required />
        <Button type="submit" size="sm">
          Show
        </Button>
      </FilterForm>
    </details>
  );
}
