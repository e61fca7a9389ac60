import type { SessionRow } from "@tutor-times/core/evidence";
import type { SessionId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import { send, type Client, type Statement } from "../transaction";
import type { EvidenceKey } from "./evidence-key";
import { dateOf } from "./rows";

/** A session row to write; `id` null: a new one. */
export interface RowToWrite {
  readonly key: EvidenceKey;
  readonly id: SessionId | null;
  readonly row: SessionRow;
}

/** A row that has its id. */
export interface PlacedRow extends RowToWrite {
  readonly id: SessionId;
  readonly isNew: boolean;
}

const COLUMNS = [
  "start_time",
  "end_time",
  "duration_minutes",
  "during_tutorial",
  "continues",
  "counted_from",
  "active_ms",
  "activities",
  "assessments",
  "comments_added",
  "submissions_opened",
] as const;
const ARRAYS = `$2::timestamptz[], $3::timestamptz[], $4::integer[], $5::boolean[], $6::boolean[], $7::timestamptz[], $8::bigint[],
  $9::integer[], $10::integer[], $11::integer[], $12::integer[]`;

const INSERT = `
  INSERT INTO marking_sessions (id, ${COLUMNS.join(", ")}, user_id, unit_id, ip_address, created_at, updated_at)
  SELECT *, $16::timestamptz, $16::timestamptz FROM unnest($1::bigint[], ${ARRAYS}, $13::bigint[], $14::bigint[], $15::text[])`;

const UPDATE = `
  UPDATE marking_sessions s SET ${COLUMNS.map((column) => `${column} = n.${column}`).join(", ")}, updated_at = $13
  FROM unnest($1::bigint[], ${ARRAYS}) AS n(id, ${COLUMNS.join(", ")}) WHERE s.id = n.id`;

const NEW_IDS = "SELECT nextval('marking_sessions_id_seq') AS id FROM generate_series(1, $1)";

/** Gives every row its id; new ones take theirs from the sequence, in one statement. */
export async function placeRows(client: Client, rows: readonly RowToWrite[]): Promise<PlacedRow[]> {
  const fresh = rows.filter(({ id }) => id === null).length;
  const made =
    fresh === 0 ? [] : (await client.query<{ id: SessionId }>({ name: "session-new-ids", text: NEW_IDS, values: [fresh] })).rows;
  const ids = made.values();
  return rows.map((row) => {
    const id = row.id ?? ids.next().value?.id;
    if (id === undefined) throw new Error("The sequence of marking sessions gave fewer ids than asked.");
    return { ...row, id, isNew: row.id === null };
  });
}

/** Inserts the new rows and updates the others; `now` becomes `updated_at`. */
export async function writeRows(client: Client, rows: readonly PlacedRow[], now: Instant): Promise<void> {
  await send(client, rowWrites(rows, now));
}

/** What does that: at most one statement each. */
export function rowWrites(rows: readonly PlacedRow[], now: Instant): Statement[] {
  const fresh = rows.filter(({ isNew }) => isNew);
  const kept = rows.filter(({ isNew }) => !isNew);
  const keys = fresh.map(({ key }) => key);
  const keyArrays = [keys.map(({ userId }) => userId), keys.map(({ unitId }) => unitId), keys.map(({ ipAddress }) => ipAddress)];
  const table = "marking_sessions";
  const insert = { name: "session-insert", text: INSERT, values: [...arraysOf(fresh), ...keyArrays, dateOf(now)], table };
  const update = { name: "session-update", text: UPDATE, values: [...arraysOf(kept), dateOf(now)], table };
  return [...(fresh.length > 0 ? [insert] : []), ...(kept.length > 0 ? [update] : [])];
}

function arraysOf(placed: readonly PlacedRow[]): unknown[] {
  const rows = placed.map(({ row }) => row);
  return [
    placed.map(({ id }) => id),
    rows.map(({ start }) => dateOf(start)),
    rows.map(({ end }) => dateOf(end)),
    rows.map(({ durationMinutes }) => durationMinutes),
    rows.map(({ duringTutorial }) => duringTutorial),
    rows.map(({ continues }) => continues),
    rows.map(({ countedFrom }) => dateOf(countedFrom)),
    rows.map(({ activeMs }) => activeMs),
    rows.map(({ activities }) => activities),
    rows.map(({ assessments }) => assessments),
    rows.map(({ commentsAdded }) => commentsAdded),
    rows.map(({ submissionsOpened }) => submissionsOpened),
  ];
}
