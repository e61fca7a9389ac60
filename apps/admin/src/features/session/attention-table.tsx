import { Empty } from "../../design/notice";
import { Cell, FIGURE, HeadCell, Table } from "../../design/table";
import { formatDuration } from "../../format/duration";
import { formatSeconds } from "../../format/moments";
import { TaskCells } from "./task-cells";
import type { SessionLinks, ShownSession } from "./session-types";

/** The stretches of attention that lie in a session. */
export function AttentionTable({
  stretches,
  timezone,
  links,
}: {
  stretches: ShownSession["stretches"];
  timezone: string;
  links: SessionLinks;
}) {
  if (stretches.length === 0) {
    return (
      <Empty title="No attention was observed">
        Attention is observed by pages that take part: the marking desk here, and OnTrack where it was given the same client.
        Without it a session is counted from its acts alone.
      </Empty>
    );
  }
  return (
    <Table label="Stretches of attention">
      <thead>
        <tr>
          <HeadCell>From and to</HeadCell>
          <HeadCell className={FIGURE}>Length</HeadCell>
          <HeadCell>Kind</HeadCell>
          <HeadCell>Task</HeadCell>
          <HeadCell>Student</HeadCell>
        </tr>
      </thead>
      <tbody>
        {stretches.map((stretch, index) => (
          <tr key={`${stretch.start} ${index}`}>
            <Cell className="whitespace-nowrap">
              {formatSeconds(stretch.start, timezone)} – {formatSeconds(stretch.end, timezone)}
            </Cell>
            <Cell className={FIGURE}>{formatDuration(Date.parse(stretch.end) - Date.parse(stretch.start))}</Cell>
            <Cell>{stretch.kind}</Cell>
            <TaskCells task={stretch.task} links={links} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
