import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Database } from "./database";

/** Sets the zone in which somebody sees days and times, unless a page names another; null: that of the unit. */
export async function setOwnTimezone(
  db: Database,
  userId: UserId,
  { timezone, now }: { readonly timezone: string | null; readonly now: Instant },
): Promise<void> {
  await db.pool.query("UPDATE users SET timezone = $2, updated_at = $3 WHERE id = $1", [userId, timezone, new Date(now)]);
}
