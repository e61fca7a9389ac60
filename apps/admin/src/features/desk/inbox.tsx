import Link from "next/link";
import { Badge } from "../../design/badge";
import { mergeClasses } from "../../design/merge-classes";
import { formatDate } from "../../format/moments";
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
    <div className="flex flex-col gap-5">
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
                    <bdi className="truncate font-medium">{task.student.name}</bdi>
                    <span className="shrink-0 text-sm text-muted">{task.abbreviation}</span>
                  </span>
                  <span className="flex items-baseline justify-between gap-2 text-sm text-muted">
                    <span className="min-w-0 truncate">{task.taskName}</span>
                    {task.submissionDate !== null && (
                      <span className="shrink-0">since {formatDate(task.submissionDate, timezone)}</span>
                    )}
                  </span>
                  {task.status === "need_help" && <Badge tone="warn">Needs help</Badge>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {tasks.length > shown.length && (
        <p className="px-2 text-sm text-muted">{`${tasks.length - shown.length} more follow as these are done.`}</p>
      )}
    </div>
  );
}
