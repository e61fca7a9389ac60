"use client";

import { useMutation } from "@tanstack/react-query";
import { SYSTEM_ROLES } from "@tutor-times/core/viewer";
import { useRouter } from "next/navigation";
import type { SubmitEvent } from "react";
import { Button } from "../../design/button";
import { Input, LABEL, Select } from "../../design/field";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { fieldText } from "../../format/field-text";
import { useTRPC } from "../../trpc/client";

const FIELDS = [
  ["username", "Username"],
  ["email", "E-mail address"],
  ["firstName", "First name"],
  ["lastName", "Last name"],
] as const;

/** Adds one account. */
export function AddPerson() {
  const trpc = useTRPC();
  const router = useRouter();
  const add = useMutation({ ...trpc.admin.addPerson.mutationOptions(), onSuccess: () => router.refresh() });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const [username, email] = [fieldText(given, "username"), fieldText(given, "email")];
    const [firstName, lastName] = [fieldText(given, "firstName"), fieldText(given, "lastName")];
    const systemRole = SYSTEM_ROLES.find((role) => role === fieldText(given, "role")) ?? "student";
    add.mutate({ username, email, firstName, lastName, systemRole }, { onSuccess: () => form.reset() });
  }

  return (
    <form onSubmit={submit} className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {FIELDS.map(([name, label]) => (
        <span key={name} className="flex flex-col gap-1">
          <label htmlFor={`person-${name}`} className={LABEL}>
            {label}
          </label>
          <Input id={`person-${name}`} name={name} required maxLength={200} autoComplete="off" />
        </span>
      ))}
      <span className="flex flex-col gap-1">
        <label htmlFor="person-role" className={LABEL}>
          System role
        </label>
        <Select id="person-role" name="role" defaultValue="tutor">
          {SYSTEM_ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </Select>
      </span>
      <span className="flex items-end gap-3">
        <Button type="submit" disabled={add.isPending}>
          {add.isPending ? "Adding …" : "Add the account"}
        </Button>
        <output className="self-center text-sm text-muted">{add.isSuccess && `${add.variables.username} was added.`}</output>
      </span>
      {add.isError && <Problem title="Nobody was added">{errorWords(add.error)}</Problem>}
    </form>
  );
}
