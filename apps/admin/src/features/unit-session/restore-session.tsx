"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Button } from "../../design/button";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** Undoes a removal: the session counts again. */
export function RestoreSession({ sessionId }: { sessionId: number }) {
  const trpc = useTRPC();
  const router = useRouter();
  const restore = useMutation({ ...trpc.sessions.restore.mutationOptions(), onSuccess: () => router.refresh() });
  return (
    <>
      <Button size="sm" disabled={restore.isPending} onClick={() => restore.mutate({ sessionId })}>
        {restore.isPending ? "Putting it back …" : "Put it back"}
      </Button>
      {restore.isError && <Problem title="The session was not put back">{errorWords(restore.error)}</Problem>}
    </>
  );
}
