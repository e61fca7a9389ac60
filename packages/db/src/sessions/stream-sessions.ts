import type { Scope } from "@tutor-times/core/viewer";
import { rowsInBatches } from "../batches";
import type { Database } from "../database";
import { selectSessions, sessionRecord, type RecordColumns, type SessionFilter, type SessionRecord } from "./list-sessions";

/** The same sessions as `listSessions` gives, a batch at a time: for answers that may hold a whole term. */
export async function* streamSessions(
  db: Database,
  scope: Scope,
  filter: SessionFilter,
): AsyncGenerator<SessionRecord[], void, undefined> {
  for await (const rows of rowsInBatches<RecordColumns>(db, selectSessions(scope, filter))) yield rows.map(sessionRecord);
}
