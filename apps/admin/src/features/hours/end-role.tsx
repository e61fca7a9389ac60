"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** Ends somebody's role in a unit, after saying what that means. */
export function EndRole({
  unit,
  user,
  role,
  tutorials = [],
}: {
  unit: { readonly id: number; readonly code: string };
  user: { readonly id: number; readonly name: string };
  role: "tutor" | "convenor";
  /** Of theirs, with meetings still to come. */
  tutorials?: readonly string[];
}) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const end = useMutation({
    ...trpc.admin.endRole.mutationOptions(),
    onSuccess() {
      setOpen(false);
      router.refresh();
    },
  });
  return (
    <>
      <Button
        size="sm"
        tone="quiet"
        className="-my-1 px-2 underline underline-offset-2"
        onClick={() => {
          end.reset();
          setOpen(true);
        }}
      >
        End
        <span className="sr-only">
          {" "}
          the role of {user.name} as {role} of {unit.code}
        </span>{" "}
        …
      </Button>
      {isOpen && (
        <Dialog heading={`End the role as ${role} of ${unit.code}?`} onClose={() => setOpen(false)}>
          <p className="mt-2 text-sm">
            <bdi>{user.name}</bdi> loses it with the next request, whatever is open in their browser. What they did stays, and
            they still see their own time. The role can be given again.
          </p>
          {tutorials.length > 0 && (
            <p className="mt-2 text-sm">
              Still to be taught by them: {tutorials.join(", ")}. These stay in the timetable until somebody else takes them over
              or they are ended there.
            </p>
          )}
          {end.isError && (
            <div className="mt-3">
              <Problem title="The role was not ended">{errorWords(end.error)}</Problem>
            </div>
          )}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Keep it</Button>
            <Button
              tone="primary"
              disabled={end.isPending}
              onClick={() => end.mutate({ unitId: unit.id, userId: user.id, role })}
            >
              {end.isPending ? "Ending it …" : "End the role"}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
