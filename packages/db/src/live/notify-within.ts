import type { Client } from "../transaction";
import { CHANNEL, payloadsOf, type ChangeNotice } from "./payload";

/**
 * Tells all processes of a change that `client`'s transaction makes, whichever process that is in, when and only when it is
 * committed. For what is rare: transactions that do so commit one after another.
 */
export async function notifyWithin(client: Client, { unitId, userIds }: ChangeNotice): Promise<void> {
  await client.query("SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload", [CHANNEL, payloadsOf(unitId, userIds)]);
}
