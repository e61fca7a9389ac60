import type { Instant } from "@tutor-times/core/instant";
import { findToken } from "@tutor-times/db/access-tokens";
import type { Database } from "@tutor-times/db/database";
import { loadViewer } from "@tutor-times/db/viewers";
import type { Context } from "./context";

/** What a request shows of its caller: the browser's random token, or OnTrack's two headers. */
export type ShownCredential =
  | { readonly kind: "browser"; readonly token: string }
  | { readonly kind: "ontrack"; readonly username: string; readonly token: string };

export type Identity = Pick<Context, "viewer" | "credential" | "credentialExpired">;

const NOBODY: Identity = { viewer: null, credential: null, credentialExpired: false };

/** Who a request comes from at `now`: credential and roles are read from the database, whatever the token was once for. */
export async function identify(db: Database, shown: ShownCredential | null, now: Instant): Promise<Identity> {
  if (shown === null) return NOBODY;
  const found = await findToken(db, shown.token, {
    kinds: [shown.kind],
    ...(shown.kind === "ontrack" ? { username: shown.username } : {}),
    now,
  });
  if (found === null) return NOBODY;
  if (found.expired) return { ...NOBODY, credentialExpired: true };
  const viewer = await loadViewer(db, found.userId, now);
  return viewer === null ? NOBODY : { viewer, credential: found.kind, credentialExpired: false };
}
