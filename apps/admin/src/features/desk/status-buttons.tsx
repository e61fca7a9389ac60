"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TASK_STATUSES, type TaskStatus } from "@tutor-times/core/task-status";
import { Check, ChevronDown, MessagesSquare, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy } from "react";
import { Button, buttonLook } from "../../design/button";
import { MenuOnDemand, type MenuTrigger } from "../../design/menu-on-demand";
import { Problem } from "../../design/notice";
import { errorWords } from "../../format/error-words";
import { STATUS_NAMES } from "../../format/task-status";
import { useTRPC } from "../../trpc/client";
import type { DeskTask } from "./desk-types";
import { freshKey } from "./idempotency-key";
import { StatusBadge } from "./status-badge";

const loadMenu = () => import("./open-status-menu");
const OpenStatusMenu = lazy(loadMenu);

/** What tutors set most often; the others are in the menu. */
const COMMON = ["complete", "fix_and_resubmit", "discuss"] as const satisfies readonly TaskStatus[];
const OTHERS = TASK_STATUSES.filter((status) => !(COMMON as readonly TaskStatus[]).includes(status));

/** The task's status, and the buttons that set another. Shows the new one at once, and the old one again if it was refused. */
export function StatusButtons({ task }: { task: DeskTask }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { projectId, taskDefinitionId } = task;
  const assess = useMutation({
    ...trpc.desk.assess.mutationOptions(),
    onSuccess(state) {
      queries.setQueryData(trpc.desk.task.queryKey({ projectId, taskDefinitionId }), (known) =>
        known === undefined ? known : { ...known, status: state.status, timesAssessed: state.timesAssessed },
      );
      // The inbox beside the task is drawn by the server.
      router.refresh();
    },
    onSettled() {
      void queries.invalidateQueries({ queryKey: trpc.tracker.current.queryKey() });
    },
  });
  const set = (status: TaskStatus) => assess.mutate({ projectId, taskDefinitionId, trigger: status, ...freshKey() });
  const asked = TASK_STATUSES.find((status) => status === assess.variables?.trigger);
  const shown = assess.isPending && asked !== undefined ? asked : task.status;

  return (
    <section aria-labelledby="status-heading">
      <h2 id="status-heading" className="flex flex-wrap items-center gap-2 font-semibold">
        Status <StatusBadge status={shown} />
        <output className="text-sm font-normal text-muted">
          {assess.isPending
            ? "Saving …"
            : assess.isSuccess
              ? "Saved"
              : task.timesAssessed > 0
                ? assessedWords(task.timesAssessed)
                : ""}
        </output>
      </h2>
      <div className="mt-3 grid gap-2 sm:grid-cols-2 lg:grid-cols-1">
        <Button tone="primary" disabled={assess.isPending} onClick={() => set("complete")}>
          <Check aria-hidden className="size-4" />
          Complete
        </Button>
        <Button disabled={assess.isPending} onClick={() => set("fix_and_resubmit")}>
          <Undo2 aria-hidden className="size-4" />
          Fix and resubmit
        </Button>
        <Button disabled={assess.isPending} onClick={() => set("discuss")}>
          <MessagesSquare aria-hidden className="size-4" />
          Discuss
        </Button>
        <OtherStatuses disabled={assess.isPending} set={set} />
      </div>
      {assess.isError && (
        <div className="mt-3">
          <Problem
            title={asked === undefined ? "The status was not saved" : `“${STATUS_NAMES[asked]}” was not saved`}
            action={
              <Button size="sm" onClick={() => assess.variables !== undefined && assess.mutate(assess.variables)}>
                Try again
              </Button>
            }
          >
            {errorWords(assess.error)}
          </Problem>
        </div>
      )}
    </section>
  );
}

function OtherStatuses({ disabled, set }: { disabled: boolean; set: (status: TaskStatus) => void }) {
  const trigger: MenuTrigger = {
    className: buttonLook(),
    disabled,
    children: (
      <>
        Another status
        <ChevronDown aria-hidden className="size-4" />
      </>
    ),
  };
  return (
    <MenuOnDemand trigger={trigger} load={loadMenu} menu={<OpenStatusMenu trigger={trigger} statuses={OTHERS} set={set} />} />
  );
}

function assessedWords(times: number): string {
  return times === 1 ? "assessed once" : `assessed ${times} times`;
}
