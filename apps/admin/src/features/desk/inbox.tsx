import Link from "next/link";
import { Badge } from "../../design/badge";
import { mergeClasses } from "../../design/merge-classes";
import { formatDayOfMonth } from "../../format/days";
import { dateAt } from "../../format/moments";
import { taskHref, type InboxTask } from "./desk-types";

/** Tasks that await feedback, those of one's own tutorial groups first. `openTask` is the one that lies open. */
export function Inbox({
  tasks,
  timezone,
  most,
  openTask,
}: {
  tasks: readonly InboxTask[];
  timezone: string;
  most: number;
  openTask?: number | null;
}) {
  const shown = tasks.slice(0, most);
  const groups = [
    { title: "Your tutorial groups", tasks: shown.filter((task) => task.own) },
    { title: "Other groups", tasks: shown.filter((task) => !task.own) },
  ].filter((group) => group.tasks.length > 0);
  return (
    <div className="@container">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-5 @3xl:grid-cols-2">
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h2 className="mb-1 px-2 text-sm font-medium text-muted">{group.title}</h2>
            <ul>
              {group.tasks.map((task) => (
                <li key={task.taskId} className="border-b border-line last:border-0">
                  <Link
                    href={taskHref(task)}
                    prefetch={false}
                    aria-current={task.taskId === openTask ? "page" : undefined}
                    className={mergeClasses(
                      "block rounded-md px-2 py-2 hover:bg-sunken",
                      task.taskId === openTask && "bg-accent-soft",
                    )}
                  >
                    <span className="flex items-baseline justify-between gap-2">
                      <span className="flex min-w-0 items-baseline gap-2">
                        <bdi className="truncate font-medium">{task.student.name}</bdi>
                        {task.status === "need_help" && <Badge tone="warn">Needs help</Badge>}
                      </span>
                      <span className="shrink-0 text-sm text-muted">{task.abbreviation}</span>
                    </span>
                    <span className="flex items-baseline justify-between gap-2 text-sm text-muted">
                      <span className="min-w-0 truncate">{task.taskName}</span>
                      {task.submissionDate !== null && (
                        <span className="shrink-0">since {formatDayOfMonth(dateAt(task.submissionDate, timezone))}</span>
                      )}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {tasks.length > shown.length && (
        <p className="mt-4 px-2 text-sm text-muted">{`${tasks.length - shown.length} more follow as these are done.`}</p>
      )}
    </div>
  );
}
