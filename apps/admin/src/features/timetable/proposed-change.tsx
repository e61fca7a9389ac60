import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { parseLocalDate } from "@tutor-times/core/local-date";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Problem } from "../../design/notice";
import { formatDays } from "../../format/days";
import { errorWords } from "../../format/error-words";
import { DifferenceTable } from "./difference-table";

/** What a change of the timetable would have done to last week, before it is saved. */
export function ProposedChange({
  found,
  names,
  unitId,
  isSaving,
  error,
  onSave,
  onLeave,
}: {
  found: inferRouterOutputs<AppRouter>["units"]["previewTimetable"];
  names: readonly { readonly id: number; readonly name: string }[];
  unitId: number;
  isSaving: boolean;
  error: Parameters<typeof errorWords>[0] | null;
  onSave: () => void;
  onLeave: () => void;
}) {
  return (
    <Dialog heading="Before it is saved" onClose={onLeave}>
      <p className="mt-1 mb-3 text-sm text-muted">
        Had it held in last week already, {formatDays(parseLocalDate(found.from), parseLocalDate(found.to))}:
      </p>
      <DifferenceTable found={found} names={names} unitId={unitId} />
      <p className="mt-3 text-sm text-muted">
        Last week stays as it is. Saved, it holds for meetings that have not begun, and the history says who changed it.
      </p>
      {error !== null && <Problem title="The timetable was not changed">{errorWords(error)}</Problem>}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={onLeave}>Leave it as it was</Button>
        <Button tone="primary" disabled={isSaving} onClick={onSave}>
          {isSaving ? "Saving …" : "Save it"}
        </Button>
      </div>
    </Dialog>
  );
}
