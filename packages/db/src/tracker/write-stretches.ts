import type { StretchChange } from "@tutor-times/core/merge-stretches";
import { send, type Client, type Statement } from "../transaction";
import type { EvidenceKey } from "./evidence-key";
import { dateOf } from "./rows";

const DELETE_STRETCHES = `
  DELETE FROM attention_stretches a USING unnest($1::bigint[], $2::timestamptz[]) AS gone(id, start_time)
  WHERE a.id = gone.id AND a.start_time = gone.start_time`;

const INSERT_STRETCHES = `
  INSERT INTO attention_stretches (user_id, unit_id, ip_address, task_id, kind, start_time, end_time)
  SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::timestamptz[])`;

interface ChangeOfKey {
  readonly key: EvidenceKey;
  readonly change: StretchChange;
}

/** Takes the stretches out that were merged into others, and puts the merged ones in. */
export async function writeStretches(client: Client, changes: readonly ChangeOfKey[]): Promise<void> {
  await send(client, stretchWrites(changes));
}

/** What does that: at most one statement each. */
export function stretchWrites(changes: readonly ChangeOfKey[]): Statement[] {
  const removed = changes.flatMap(({ change }) => change.removed);
  const added = changes.flatMap(({ key, change }) => change.added.map((stretch) => ({ ...stretch, key })));
  const remove = {
    name: "stretch-delete",
    text: DELETE_STRETCHES,
    values: [removed.map(({ id }) => id), removed.map(({ start }) => dateOf(start))],
    table: "attention_stretches",
  };
  const add = {
    name: "stretch-insert",
    text: INSERT_STRETCHES,
    values: [
      added.map(({ key }) => key.userId),
      added.map(({ key }) => key.unitId),
      added.map(({ key }) => key.ipAddress),
      added.map(({ taskId }) => taskId),
      added.map(({ kind }) => kind),
      added.map(({ start }) => dateOf(start)),
      added.map(({ end }) => dateOf(end)),
    ],
    table: "attention_stretches",
  };
  return [...(removed.length > 0 ? [remove] : []), ...(added.length > 0 ? [add] : [])];
}
