import { DomainError } from "@tutor-times/core/errors";
import type { BreakId, UnitId } from "@tutor-times/core/ids";
import type { LocalDate } from "@tutor-times/core/local-date";
import type { Client } from "../transaction";

// Each of these writes the timetable of a unit whose rules its caller has claimed.

/** A break as it is entered: days without teaching, both ends included. */
export interface NewBreak {
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Throws DomainError `invalid` for one without a name, or that would end before it begins. */
export async function addBreak(client: Client, unitId: UnitId, { name, from, to }: NewBreak): Promise<void> {
  if (name.trim() === "") throw new DomainError("invalid", "name is invalid: a break needs a name", "name");
  if (to < from) throw new DomainError("invalid", "to is invalid: the break would end before it begins", "to");
  await client.query("INSERT INTO unit_breaks (unit_id, name, start_date, end_date) VALUES ($1, $2, $3, $4)", [
    unitId,
    name.trim(),
    from,
    to,
  ]);
}

/** The tutorials take place on its days after all. Throws DomainError `not_found`. */
export async function removeBreak(client: Client, unitId: UnitId, breakId: BreakId): Promise<void> {
  const removed = await client.query("DELETE FROM unit_breaks WHERE unit_id = $1 AND id = $2 RETURNING id", [unitId, breakId]);
  if (removed.rows.length === 0) throw new DomainError("not_found", "Unable to find requested Break", "break_id");
}
