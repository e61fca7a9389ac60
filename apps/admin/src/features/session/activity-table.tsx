import { Empty } from "../../design/notice";
import { Cell, HeadCell, Table } from "../../design/table";
import { formatSeconds } from "../../format/moments";
import { actWords } from "./act-words";
import { TaskCells } from "./task-cells";
import type { SessionLinks, ShownSession } from "./session-types";

/** The acts of a session, in order. */
export function ActivityTable({
  activities,
  timezone,
  links,
}: {
  activities: ShownSession["activities"];
  timezone: string;
  links: SessionLinks;
}) {
  if (activities.length === 0) {
    return (
      <Empty title="No act lies in this session">
        It is made of observed attention alone, or is a piece without an act of its own.
      </Empty>
    );
  }
  return (
    <Table label="Activities">
      <thead>
        <tr>
          <HeadCell>Time</HeadCell>
          <HeadCell>What was done</HeadCell>
          <HeadCell>Task</HeadCell>
          <HeadCell>Student</HeadCell>
        </tr>
      </thead>
      <tbody>
        {activities.map((activity, index) => (
          <tr key={`${activity.at} ${index}`}>
            <Cell className="whitespace-nowrap">{formatSeconds(activity.at, timezone)}</Cell>
            <Cell className="min-w-40">{actWords(activity)}</Cell>
            <TaskCells task={activity.task} links={links} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
