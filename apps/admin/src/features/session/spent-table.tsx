import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { formatDuration } from "../../format/duration";
import { TaskCells } from "./task-cells";
import type { SessionLinks, ShownSession } from "./session-types";

/** Which task how much of a session's time went into; the lines add up to its length. */
export function SpentTable({ shown, links }: { shown: ShownSession; links: SessionLinks }) {
  const length = Date.parse(shown.session.end) - Date.parse(shown.session.start);
  return (
    <Table label="Where the time went">
      <thead>
        <tr>
          <HeadCell>Task</HeadCell>
          <HeadCell>Student</HeadCell>
          <HeadCell className={FIGURE}>Observed</HeadCell>
          <HeadCell className={FIGURE}>Estimated</HeadCell>
          <HeadCell className={FIGURE}>Together</HeadCell>
        </tr>
      </thead>
      <tbody>
        {shown.spent.map(({ task, observedMs, estimatedMs }) => (
          <tr key={task.taskId}>
            <TaskCells task={task} links={links} />
            <Cell className={FIGURE}>{formatDuration(observedMs)}</Cell>
            <Cell className={FIGURE}>{formatDuration(estimatedMs)}</Cell>
            <Cell className={FIGURE}>{formatDuration(observedMs + estimatedMs)}</Cell>
          </tr>
        ))}
        {shown.unattributedMs > 0 && (
          <tr>
            <Cell className="text-muted">no task can claim it</Cell>
            <Cell />
            <Cell />
            <Cell />
            <Cell className={FIGURE}>{formatDuration(shown.unattributedMs)}</Cell>
          </tr>
        )}
        <tr className="font-medium">
          <Cell>From start to end</Cell>
          <Cell />
          <Cell />
          <Cell />
          <Cell className={FIGURE}>{formatDuration(length)}</Cell>
        </tr>
      </tbody>
    </Table>
  );
}
