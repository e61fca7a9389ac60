"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState, type SubmitEvent } from "react";
import { Button } from "../../design/button";
import { LABEL, TextArea } from "../../design/field";
import { mergeClasses } from "../../design/merge-classes";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { formatMoment } from "../../format/moments";
import { useTRPC } from "../../trpc/client";
import type { DeskTask, TaskComment } from "./desk-types";

const LONGEST_COMMENT = 10_000;

/** The conversation about a task, and the field to add to it. A comment that is refused goes back into the field. */
export function Comments({ task, viewerId, timezone }: { task: DeskTask; viewerId: number; timezone: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const { projectId, taskDefinitionId } = task;
  const add = useMutation({
    ...trpc.desk.comment.mutationOptions(),
    onSuccess(comment) {
      queries.setQueryData(trpc.desk.task.queryKey({ projectId, taskDefinitionId }), (known) =>
        known === undefined ? known : { ...known, comments: [...known.comments, comment] },
      );
    },
    onError(_error, { comment }) {
      setText((typedSince) => (typedSince === "" ? comment : `${comment}\n${typedSince}`));
    },
    onSettled() {
      void queries.invalidateQueries({ queryKey: trpc.tracker.current.queryKey() });
    },
  });

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (text.trim() === "" || add.isPending) return;
    add.mutate({ projectId, taskDefinitionId, comment: text });
    setText("");
  }

  return (
    <section aria-labelledby="comments-heading">
      <h2 id="comments-heading" className="font-semibold">
        Comments
      </h2>
      {task.comments.length === 0 && !add.isPending ? (
        <p className="mt-2 text-sm text-muted">
          Nobody has written anything yet. What you write here, {task.student.name} reads in OnTrack.
        </p>
      ) : (
        <ol className="mt-3 flex flex-col gap-3">
          {task.comments.map((comment) => (
            <Said
              key={comment.id}
              author={nameOf(comment.author)}
              when={formatMoment(comment.createdAt, timezone)}
              text={comment.text}
              mine={comment.author.id === viewerId}
            />
          ))}
          {add.isPending && <Said author="You" when="sending …" text={add.variables.comment} mine />}
        </ol>
      )}
      <form onSubmit={submit} className="mt-4 flex flex-col gap-2">
        <label htmlFor="comment" className={LABEL}>
          Your comment
        </label>
        <TextArea
          id="comment"
          name="comment"
          rows={4}
          maxLength={LONGEST_COMMENT}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        {add.isError && <Problem title="The comment was not added">{errorWords(add.error)}</Problem>}
        <Button type="submit" disabled={add.isPending || text.trim() === ""} className="self-end">
          <Send aria-hidden className="size-4" />
          Add comment
        </Button>
      </form>
    </section>
  );
}

function Said({ author, when, text, mine }: { author: string; when: string; text: string; mine: boolean }) {
  return (
    <li className={mergeClasses("rounded-lg border border-line p-3 text-sm", mine ? "bg-accent-soft" : "bg-surface")}>
      <p className="flex flex-wrap justify-between gap-x-3 text-muted">
        <bdi className="font-medium text-ink">{author}</bdi>
        <span>{when}</span>
      </p>
      <p className="mt-1 break-words whitespace-pre-wrap" dir="auto">
        {text}
      </p>
    </li>
  );
}

function nameOf({ firstName, lastName }: TaskComment["author"]): string {
  return `${firstName} ${lastName}`;
}
