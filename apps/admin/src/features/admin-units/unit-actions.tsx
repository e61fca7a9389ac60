"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Button } from "../../design/button";
import { DialogButton } from "../../design/dialog-button";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";
import { RollOver } from "./roll-over";

/** Rolls a unit over to its next offering, archives it or opens it again. */
export function UnitActions({
  unit,
}: {
  unit: { readonly id: number; readonly code: string; readonly name: string; readonly active: boolean };
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const archive = useMutation({ ...trpc.admin.archiveUnit.mutationOptions(), onSuccess: () => router.refresh() });
  return (
    <>
      <span className="flex items-center justify-end gap-5 whitespace-nowrap">
        <DialogButton name="Roll over" about={unit.code} heading={`Roll ${unit.code} over`}>
          {(close) => <RollOver unit={unit} close={close} />}
        </DialogButton>
        <Button
          size="sm"
          className="-my-1.5"
          disabled={archive.isPending}
          onClick={() => archive.mutate({ unitId: unit.id, archived: unit.active })}
        >
          {unit.active ? "Archive" : "Open again"}
          <span className="sr-only"> {unit.code}</span>
        </Button>
      </span>
      {archive.isError && <Problem title="The unit was not changed">{errorWords(archive.error)}</Problem>}
    </>
  );
}
