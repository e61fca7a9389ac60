"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Button } from "../../design/button";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

/** Makes a token of a service account worthless. */
export function RevokeToken({ tokenId, name }: { tokenId: number; name: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const revoke = useMutation({ ...trpc.serviceAccounts.revokeToken.mutationOptions(), onSuccess: () => router.refresh() });
  return (
    <>
      <Button size="sm" disabled={revoke.isPending} onClick={() => revoke.mutate({ tokenId })}>
        Revoke<span className="sr-only"> {name}</span>
      </Button>
      {revoke.isError && <Problem title="It was not revoked">{errorWords(revoke.error)}</Problem>}
    </>
  );
}
