"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@tutor-times/api/router";
import { Badge } from "../../design/badge";
import { Button } from "../../design/button";
import { Empty, Problem } from "../../design/notice";
import { Cell, HeadCell, Table } from "../../design/table";
import { errorWords } from "../../format/error-words";
import { formatMoment } from "../../format/moments";
import { useTRPC } from "../../trpc/client";
import { NewToken } from "./new-token";
import { SCOPE_WORDS } from "./scope-words";

type Tokens = inferRouterOutputs<AppRouter>["tokens"]["list"];

/** The tokens that programs of somebody's hold: made, listed, and made worthless. */
export function OwnTokens({ initial, timezone }: { initial: Tokens; timezone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery({ ...trpc.tokens.list.queryOptions(), initialData: initial });
  const again = () => queries.invalidateQueries({ queryKey: trpc.tokens.list.queryKey() });
  const revoke = useMutation({ ...trpc.tokens.revoke.mutationOptions(), onSettled: again });
  return (
    <div className="flex flex-col gap-5">
      {revoke.isError && <Problem title="The token could not be revoked">{errorWords(revoke.error)}</Problem>}
      {data.tokens.length === 0 ? (
        <Empty title="You have no tokens">
          A program of yours that reads your figures, or reports what you open, shows a token instead of your password.
        </Empty>
      ) : (
        <Table label="Your tokens">
          <thead>
            <tr>
              <HeadCell>Name</HeadCell>
              <HeadCell>May</HeadCell>
              <HeadCell>Last used</HeadCell>
              <HeadCell>Holds until</HeadCell>
              <HeadCell>
                <span className="sr-only">Revoke</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {data.tokens.map((token) => (
              <tr key={token.id}>
                <Cell className="max-w-40 min-w-32 break-words sm:max-w-64">
                  <bdi>{token.name}</bdi>
                </Cell>
                <Cell>{SCOPE_WORDS[token.scope]}</Cell>
                <Cell className="whitespace-nowrap">
                  {token.lastUsedAt === null ? (
                    <span className="text-muted">not yet</span>
                  ) : (
                    formatMoment(token.lastUsedAt, timezone)
                  )}
                </Cell>
                <Cell className="whitespace-nowrap">
                  {formatMoment(token.expiresAt, timezone)} {token.expired && <Badge tone="warn">expired</Badge>}
                </Cell>
                <Cell className="text-right">
                  <Button
                    size="sm"
                    aria-label={`Revoke ${token.name}`}
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate({ tokenId: token.id })}
                  >
                    Revoke
                  </Button>
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <NewToken onMade={() => void again()} />
    </div>
  );
}
