import type { Instant } from "@tutor-times/core/instant";
import type { Client } from "../transaction";
import type { Ids } from "./ids";
import { insertRows } from "./insert-rows";
import type { World } from "./world";

/** Writes the hours that tutors are paid for, as their convenor set them before the term, and that they did so. */
export async function storeHours(client: Client, { units }: World, enteredAt: Instant, ids: Ids): Promise<void> {
  const set = units.flatMap(({ convenor, roles }) =>
    roles.flatMap(({ unitId, person }) => {
      const { hours } = person.traits;
      return hours === undefined
        ? []
        : [{ unitId, userId: person.id, actorId: convenor.person.id, totalMinutes: hours * 60, weeklyMinutes: null }];
    }),
  );
  await insertRows(
    client,
    "allotted_hours",
    {
      unit_id: ["bigint", ({ unitId }) => unitId],
      user_id: ["bigint", ({ userId }) => userId],
      total_minutes: ["integer", ({ totalMinutes }) => totalMinutes],
      created_at: ["timestamptz", () => enteredAt],
      updated_at: ["timestamptz", () => enteredAt],
    },
    set,
  );
  await insertRows(
    client,
    "audit_entries",
    {
      id: ["bigint", () => ids.next("audit_entries")],
      actor_id: ["bigint", ({ actorId }) => actorId],
      unit_id: ["bigint", ({ unitId }) => unitId],
      action: ["text", () => "unit.hours"],
      details: [
        "jsonb",
        ({ userId, totalMinutes, weeklyMinutes }) =>
          JSON.stringify({ userId, totalMinutes, weeklyMinutes, countsTutorials: true }),
      ],
      created_at: ["timestamptz", () => enteredAt],
    },
    set,
  );
}
