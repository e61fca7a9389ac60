"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Button } from "../../design/button";
import { DialogButton } from "../../design/dialog-button";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

interface Ending {
  readonly unit: { readonly id: number; readonly code: string };
  readonly user: { readonly id: number; readonly name: string };
  readonly role: "tutor" | "convenor";
  /** Of theirs, with meetings still to come. */
  readonly tutorials?: readonly string[];
}

/** Ends somebody's role in a unit, after saying what that means. */
export function EndRole(ending: Ending) {
  const { unit, user, role } = ending;
  return (
    <DialogButton
      name="End"
      about={`the role of ${user.name} as ${role} of ${unit.code}`}
      heading={`End the role as ${role} of ${unit.code}?`}
    >
      {(close) => <Question {...ending} close={close} />}
    </DialogButton>
  );
}

function Question({ unit, user, role, tutorials = [], close }: Ending & { close: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const end = useMutation({
    ...trpc.admin.endRole.mutationOptions(),
    onSuccess() {
      close();
      router.refresh();
    },
  });
  return (
    <>
      <p className="mt-2 text-sm">
        <bdi>{user.name}</bdi> loses it with the next request, whatever is open in their browser. What they did stays, and they
        still see their own time. The role can be given again.
      </p>
      {tutorials.length > 0 && (
        <p className="mt-2 text-sm">
          Still to be taught by them: {tutorials.join(", ")}. These stay in the timetable until somebody else takes them over or
          they are ended there.
        </p>
      )}
      {end.isError && (
        <div className="mt-3">
          <Problem title="The role was not ended">{errorWords(end.error)}</Problem>
        </div>
      )}
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={close}>Keep it</Button>
        <Button tone="primary" disabled={end.isPending} onClick={() => end.mutate({ unitId: unit.id, userId: user.id, role })}>
          {end.isPending ? "Ending it …" : "End the role"}
        </Button>
      </div>
    </>
  );
}
