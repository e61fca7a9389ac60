import type { UnitId } from "@tutor-times/core/ids";
import { addMs, DAY_MS, instant } from "@tutor-times/core/instant";
import { openDatabase } from "@tutor-times/db/database";
import { recompute } from "@tutor-times/db/recompute";
import { LARGE } from "../data";
import { withClient } from "../database";
import { TOUCHED_FROM } from "../people";
import type { Row } from "../row";
import type { World } from "../world";

const DAYS = 4;

/** Sessions of the last days that come out otherwise when they are derived from their evidence as a whole: none may. */
export async function deriveAgain({ database }: World): Promise<Row> {
  // What the reference extends has no evidence.
  await withClient(database.url, (client) => client.query("DELETE FROM marking_sessions WHERE ip_address = $1", [TOUCHED_FROM]));
  const db = openDatabase({ url: database.url, statementTimeoutMs: 0 });
  try {
    const now = instant(Date.now());
    const request = { unitId: LARGE.unitId as UnitId, from: addMs(now, -DAYS * DAY_MS), now, actorId: null, apply: false };
    const { sessions, differences } = await recompute(db, request);
    return {
      name: "sessions that differ when all evidence is derived at once",
      unit: "",
      values: [differences.length],
      target: { atMost: 0 },
      details: { of: [sessions] },
    };
  } finally {
    await db.close();
  }
}
