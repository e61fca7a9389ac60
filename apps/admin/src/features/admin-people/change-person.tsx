"use client";

import { useMutation } from "@tanstack/react-query";
import { SYSTEM_ROLES } from "@tutor-times/core/viewer";
import { useRouter } from "next/navigation";
import { Button } from "../../design/button";
import { Select } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { useTRPC } from "../../trpc/client";

interface Person {
  readonly id: number;
  readonly username: string;
  readonly systemRole: (typeof SYSTEM_ROLES)[number];
  readonly active: boolean;
}

/** Changes somebody's system role, and closes or opens their account. */
export function ChangePerson({ person }: { person: Person }) {
  const trpc = useTRPC();
  const router = useRouter();
  const change = useMutation({ ...trpc.admin.changePerson.mutationOptions(), onSuccess: () => router.refresh() });
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={`System role of ${person.username}`}
          className="h-8 px-2 text-sm"
          value={person.systemRole}
          disabled={change.isPending}
          onChange={(event) => {
            const role = SYSTEM_ROLES.find((one) => one === event.target.value);
            if (role !== undefined) change.mutate({ userId: person.id, systemRole: role });
          }}
        >
          {SYSTEM_ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </Select>
        <Button
          size="sm"
          disabled={change.isPending}
          onClick={() => change.mutate({ userId: person.id, active: !person.active })}
        >
          {person.active ? "Deactivate" : "Activate"}
          <span className="sr-only"> {person.username}</span>
        </Button>
      </span>
      {change.isError && <Problem title="The account was not changed">{errorWords(change.error)}</Problem>}
    </>
  );
}
