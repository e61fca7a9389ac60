"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, LABEL, Select } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";
import { PROGRAM_SCOPES, SCOPE_WORDS } from "./scope-words";

const LIVES = [30, 90, 180, 365];

/** Makes a token, and shows it this once. What was typed stays when that fails. */
export function NewToken({ onMade }: { onMade: () => void }) {
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<(typeof PROGRAM_SCOPES)[number]>("read");
  const [days, setDays] = useState(90);
  const create = useMutation({
    ...trpc.tokens.create.mutationOptions(),
    onSuccess() {
      setName("");
      onMade();
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    create.mutate({ name, scope, days });
  }

  return (
    <div className="border-t border-line pt-4">
      <h3 className="mb-3 font-medium">New token</h3>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <div className="flex min-w-40 grow flex-col gap-1.5 sm:grow-0 sm:basis-64">
          <label htmlFor="token-name" className={LABEL}>
            What is it for?
          </label>
          <Input id="token-name" value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} />
        </div>
        <div className="flex min-w-0 flex-col gap-1.5">
          <label htmlFor="token-scope" className={LABEL}>
            It may
          </label>
          <Select
            id="token-scope"
            value={scope}
            className="min-w-0"
            onChange={(event) => setScope(PROGRAM_SCOPES.find((one) => one === event.target.value) ?? "read")}
          >
            {PROGRAM_SCOPES.map((one) => (
              <option key={one} value={one}>
                {SCOPE_WORDS[one]}
              </option>
            ))}
          </Select>
        </div>
        <div className="flex flex-col gap-1.5">
          <label htmlFor="token-days" className={LABEL}>
            It holds for
          </label>
          <Select id="token-days" value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {LIVES.map((one) => (
              <option key={one} value={one}>
                {one} days
              </option>
            ))}
          </Select>
        </div>
        <Button type="submit" tone="primary" disabled={create.isPending}>
          {create.isPending ? "Making …" : "Make a token"}
        </Button>
      </form>
      {create.isError && (
        <div className="mt-3">
          <Problem title="The token could not be made">{errorWords(create.error)}</Problem>
        </div>
      )}
      {create.isSuccess && (
        <output className="mt-4 block rounded-xl border border-good bg-good-soft p-4">
          <span className="block font-medium">This is the token. It is shown this once: keep it now.</span>
          <code className="mt-2 block font-mono text-sm break-all select-all">{create.data.token}</code>
          <span className="mt-2 block text-sm">A program sends it as “Authorization: Bearer …”.</span>
        </output>
      )}
    </div>
  );
}
