import { AWAITING_FEEDBACK, type TaskStatus } from "@tutor-times/core/task-status";
import { Badge, type Tone } from "../../design/badge";
import { STATUS_NAMES } from "../../format/task-status";

const TONES: Partial<Record<TaskStatus, Tone>> = {
  complete: "good",
  fix_and_resubmit: "warn",
  redo: "warn",
  fail: "bad",
  time_exceeded: "bad",
  feedback_exceeded: "bad",
  ...Object.fromEntries(AWAITING_FEEDBACK.map((status) => [status, "accent" as const])),
};

export function StatusBadge({ status }: { status: TaskStatus }) {
  return <Badge tone={TONES[status] ?? "neutral"}>{STATUS_NAMES[status]}</Badge>;
}
