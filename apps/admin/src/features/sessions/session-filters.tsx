import { X } from "lucide-react";
import { ChoiceLink } from "../../design/choice-link";
import { Button } from "../../design/button";
import { fieldsWithout } from "../../filters/fields";
import { FilterSelect } from "../../filters/filter-fields";
import { FilterForm } from "../../filters/filter-form";
import { filterHref } from "../../filters/href";
import type { FilterQuery } from "../../filters/query";

/** Which of the sessions of the days are shown, kept in the address. `about` names the student or task asked for. */
export function SessionFilters({ path, query, about }: { path: string; query: FilterQuery; about: readonly About[] }) {
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      {about.map(({ name, without }) => (
        <ChoiceLink
          key={name}
          href={filterHref(path, without)}
          className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-full bg-accent-soft px-3 text-sm text-accent-strong"
        >
          <span className="truncate">
            Only <bdi>{name}</bdi>
          </span>
          <X aria-hidden className="size-4 shrink-0" />
          <span className="sr-only">Show all again</span>
        </ChoiceLink>
      ))}
      <FilterForm
        path={path}
        kept={fieldsWithout(query, ["tutorials", "acts", "removed", "page"])}
        className="flex flex-wrap items-center gap-2"
      >
        <Choice
          name="tutorials"
          label="Tutorials"
          value={query.tutorials}
          choices={[
            ["", "In and outside tutorials"],
            ["in", "In tutorials"],
            ["outside", "Outside tutorials"],
          ]}
        />
        <Choice
          name="acts"
          label="Acts"
          value={query.acts}
          choices={[
            ["", "With any acts"],
            ["assessed", "With assessments"],
            ["opened", "With submissions opened"],
            ["comments", "With comments"],
          ]}
        />
        <Choice
          name="removed"
          label="Removed"
          value={query.removed}
          choices={[
            ["", "Without removed ones"],
            ["shown", "Removed ones, too"],
          ]}
        />
        <noscript>
          <Button type="submit" size="sm">
            Show
          </Button>
        </noscript>
      </FilterForm>
    </div>
  );
}

export interface About {
  readonly name: string;
  readonly without: FilterQuery;
}

function Choice({
  name,
  label,
  value = "",
  choices,
}: {
  name: string;
  label: string;
  value?: string | undefined;
  choices: readonly (readonly [value: string, name: string])[];
}) {
  return (
    <FilterSelect aria-label={label} name={name} value={value}>
      {choices.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </FilterSelect>
  );
}
