"use client";

import { Columns3 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { buttonLook } from "../../design/button";
import { mergeClasses } from "../../design/merge-classes";
import { COLUMNS, COLUMNS_COOKIE, type ColumnId } from "./session-columns";

const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Which columns the table of sessions has; remembered by the browser. */
export function ColumnChoice({ shown: shownAtFirst }: { shown: readonly ColumnId[] }) {
  const router = useRouter();
  // Checked at once; the table follows when the server has drawn it.
  const [shown, setShown] = useState(shownAtFirst);

  function choose(id: ColumnId, isShown: boolean) {
    const next = COLUMNS.map((column) => column.id).filter((other) => (other === id ? isShown : shown.includes(other)));
    setShown(next);
    document.cookie = `${COLUMNS_COOKIE}=${next.join(".")}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`;
    router.refresh();
  }

  return (
    <>
      <button type="button" popoverTarget="session-columns" className={buttonLook({ size: "sm" })}>
        <Columns3 aria-hidden className="size-4" />
        Columns
      </button>
      <fieldset
        id="session-columns"
        popover="auto"
        className={mergeClasses("note w-56 rounded-xl border border-line bg-surface p-2 text-sm text-ink shadow-lg")}
      >
        <legend className="sr-only">Columns</legend>
        {COLUMNS.map(({ id, name }) => (
          <label key={id} className="flex items-center gap-2 rounded-md px-2 py-1.5 hover:bg-sunken">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={shown.includes(id)}
              onChange={(event) => choose(id, event.target.checked)}
            />
            {name}
          </label>
        ))}
      </fieldset>
    </>
  );
}
