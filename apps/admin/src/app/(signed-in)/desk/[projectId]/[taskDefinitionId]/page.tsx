import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { staffProfile } from "../../../../../auth/profile";
import { idIn } from "../../../../../auth/unit-of-page";
import { Inbox } from "../../../../../features/desk/inbox";
import { OpenTask } from "../../../../../features/desk/open-task";
import { forPage } from "../../../../../trpc/server";

const MOST_BESIDE = 50;

export const metadata: Metadata = { title: "Marking desk" };

export default async function TaskPage({ params }: { params: Promise<{ projectId: string; taskDefinitionId: string }> }) {
  const path = await params;
  const address = `/desk/${path.projectId}/${path.taskDefinitionId}`;
  const profile = await staffProfile(address);
  const projectId = idIn(path.projectId) ?? notFound();
  const taskDefinitionId = idIn(path.taskDefinitionId) ?? notFound();
  const [task, current] = await forPage(address, (procedures) =>
    Promise.all([procedures.desk.task({ projectId, taskDefinitionId }), procedures.tracker.current()]),
  );
  const { tasks } = await forPage(address, (procedures) => procedures.desk.inbox({ unitId: task.unitId }));
  const timezone = profile.timezone ?? profile.units.find(({ id }) => id === task.unitId)?.timezone ?? "UTC";
  const place = tasks.findIndex(({ taskId }) => taskId === task.taskId);
  const next = tasks[place + 1] ?? tasks.find(({ taskId }) => taskId !== task.taskId) ?? null;
  const inbox = `/desk?unit=${task.unitId}`;
  return (
    <div className="grid gap-6 xl:grid-cols-[16rem_minmax(0,1fr)]">
      <aside aria-label="Tasks awaiting feedback" className="min-w-0 print:hidden">
        <Link
          href={inbox}
          className="mb-3 inline-flex items-center gap-1.5 text-sm text-accent underline-offset-2 hover:underline"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {`All ${tasks.length} awaiting feedback in ${task.unitCode}`}
        </Link>
        <div className="hidden max-h-[calc(100dvh-9rem)] overflow-y-auto xl:sticky xl:top-20 xl:block">
          <Inbox tasks={tasks} timezone={timezone} most={MOST_BESIDE} openTask={task.taskId} />
        </div>
      </aside>
      <OpenTask
        key={`${projectId} ${taskDefinitionId}`}
        initial={task}
        current={current}
        next={next}
        viewerId={profile.id}
        timezone={timezone}
      />
    </div>
  );
}
