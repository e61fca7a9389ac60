"use client";

import { useMutation } from "@tanstack/react-query";
import type { inferRouterInputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";
import { ProposedChange } from "./proposed-change";

export type TimetableChange = inferRouterInputs<AppRouter>["units"]["changeTimetable"]["change"];

/** Whom the figures of a preview are about. */
export type Names = readonly { readonly id: number; readonly name: string }[];

export interface Proposal {
  /** Shows what a change would have done to last week, and asks whether it is to be saved. */
  readonly propose: (change: TimetableChange) => void;
  /** Saves a change that touches no meeting at all. */
  readonly save: (change: TimetableChange) => void;
  readonly isBusy: boolean;
  /** Saved, working, or nothing to say. */
  readonly words: string;
  readonly error: Parameters<typeof errorWords>[0] | null;
  /** To be drawn where the change is made. */
  readonly dialog: ReactNode;
}

/** How a unit's timetable is changed: first it is seen what a change would have done, then it is saved. */
export function useProposal(unitId: number, names: Names, onSaved?: () => void): Proposal {
  const trpc = useTRPC();
  const router = useRouter();
  const preview = useMutation(trpc.units.previewTimetable.mutationOptions());
  const change = useMutation({
    ...trpc.units.changeTimetable.mutationOptions(),
    onSuccess() {
      preview.reset();
      router.refresh();
      onSaved?.();
    },
  });
  const save = (one: TimetableChange) => {
    if (!change.isPending) change.mutate({ unitId, change: one });
  };
  // Buttons stay reachable meanwhile, so that the focus comes back to them: pressing one again does nothing.
  const isBusy = preview.isPending || change.isPending;
  return {
    propose(one) {
      if (isBusy) return;
      change.reset();
      preview.mutate({ unitId, change: one });
    },
    save,
    isBusy,
    words: preview.isPending ? "Working it out …" : change.isSuccess && !change.isPending ? "Saved." : "",
    error: preview.error ?? (preview.isSuccess ? null : change.error),
    dialog: preview.isSuccess ? (
      <ProposedChange
        found={preview.data}
        names={names}
        unitId={unitId}
        isSaving={change.isPending}
        error={change.error}
        onSave={() => save(preview.variables.change)}
        onLeave={() => {
          change.reset();
          preview.reset();
        }}
      />
    ) : null,
  };
}
