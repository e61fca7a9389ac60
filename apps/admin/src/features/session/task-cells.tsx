import { Cell } from "../../design/table";
import { TextLink } from "../../design/text-link";
import type { NamedTask, SessionLinks } from "./session-types";

/** Two cells: the task, and its student. */
export function TaskCells({ task, links }: { task: NamedTask | null; links: SessionLinks }) {
  if (task === null) {
    return (
      <>
        <Cell className="text-muted">the unit as a whole</Cell>
        <Cell />
      </>
    );
  }
  return (
    <>
      <Cell className="min-w-44">
        <TextLink href={links.definition(task)}>
          {task.abbreviation} · <bdi>{task.name}</bdi>
        </TextLink>
      </Cell>
      <Cell className="min-w-36">
        <TextLink href={links.student(task)}>
          <bdi>{task.student.name}</bdi>
        </TextLink>
      </Cell>
    </>
  );
}
