"use client";

import { useQuery } from "@tanstack/react-query";
import { parseLocalDate } from "@tutor-times/core/local-date";
import Link from "next/link";
import { useState } from "react";
import { mergeClasses } from "../../design/merge-classes";
import { Panel } from "../../design/panel";
import { formatDay } from "../../format/days";
import { formatMoment } from "../../format/moments";
import { useTRPC } from "../../trpc/client";
import { Comments } from "./comments";
import { Counting, type Current } from "./counting";
import { taskHref, type DeskTask, type InboxTask } from "./desk-types";
import { StatusButtons } from "./status-buttons";
import { isCode } from "./is-code";
import { useOpening } from "./use-opening";

/** One task lies open: what was submitted, what was said about it, its status, and the time that this takes. */
export function OpenTask({
  initial,
  current,
  next: nextAtFirst,
  viewerId,
  timezone,
}: {
  initial: DeskTask;
  current: Current;
  next: InboxTask | null;
  viewerId: number;
  timezone: string;
}) {
  const trpc = useTRPC();
  // The inbox changes as soon as this task is assessed; what comes next stays what it was when the task was opened.
  const [next] = useState(nextAtFirst);
  const { projectId, taskDefinitionId } = initial;
  const { data: task } = useQuery({
    ...trpc.desk.task.queryOptions({ projectId, taskDefinitionId }),
    initialData: initial,
    refetchOnWindowFocus: false,
  });
  const notRecorded = useOpening({ projectId, taskDefinitionId, hasSubmission: initial.submission !== null });
  return (
    <article className="min-w-0">
      <header className="mb-4">
        <p className="text-sm text-muted">
          {task.unitCode} · {task.abbreviation}
        </p>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{task.taskName}</h1>
        <p className="mt-0.5 text-muted">
          <bdi className="font-medium text-ink">{task.student.name}</bdi>
          {task.dueDate !== null && ` · due ${formatDay(parseLocalDate(task.dueDate))}`}
          {` · times in ${timezone.replaceAll("_", " ")}`}
        </p>
      </header>
      <Counting task={task} account={viewerId} initial={current} />
      <div className="mt-2 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Submission task={task} timezone={timezone} />
          <Panel>
            <Comments task={task} viewerId={viewerId} timezone={timezone} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-32">
          <Panel>
            <StatusButtons task={task} />
            {next !== null && (
              <p className="mt-4 border-t border-line pt-3 text-sm">
                <span className="text-muted">Next: </span>
                <Link href={taskHref(next)} className="text-accent underline underline-offset-2">
                  {next.abbreviation} · <bdi>{next.student.name}</bdi>
                </Link>
              </p>
            )}
          </Panel>
          {notRecorded && (
            <output className="rounded-lg bg-warn-soft px-4 py-2.5 text-sm text-warn">
              That you opened this task could not be recorded. Your attention is counted all the same.
            </output>
          )}
        </div>
      </div>
    </article>
  );
}

const PROSE = "max-w-prose text-base leading-relaxed break-words whitespace-pre-wrap";
const CODE =
  "overflow-x-auto rounded-lg bg-sunken p-3 font-mono text-sm leading-relaxed [tab-size:4] break-words whitespace-pre-wrap";

function Submission({ task, timezone }: { task: DeskTask; timezone: string }) {
  return (
    <Panel aria-labelledby="submission-heading">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="submission-heading" className="font-semibold">
          Submission
        </h2>
        {task.submission !== null && (
          <span className="text-sm text-muted">{formatMoment(task.submission.submittedAt, timezone)}</span>
        )}
      </div>
      {task.description !== "" && (
        <details className="mt-2 text-sm">
          <summary className="inline-block rounded-md text-accent underline underline-offset-2">What was asked</summary>
          <p className="mt-2 max-w-prose break-words whitespace-pre-wrap text-muted">{task.description}</p>
        </details>
      )}
      {task.submission === null ? (
        <p className="mt-3 text-muted">
          Nothing was submitted yet. When {task.student.name} submits this task in OnTrack, the text stands here.
        </p>
      ) : (
        <div className={mergeClasses("mt-3", isCode(task.submission.text) ? CODE : PROSE)} dir="auto">
          {task.submission.text}
        </div>
      )}
    </Panel>
  );
}
