import type { Instant } from "@tutor-times/core/instant";
import { kindOfBearer } from "@tutor-times/db/access-tokens";
import type { Database } from "@tutor-times/db/database";
import { findServiceToken } from "@tutor-times/db/service-tokens";
import { findSignedIn } from "@tutor-times/db/signed-in";
import type { Context } from "./context";

/** What a request shows of its caller: the browser's random token, OnTrack's two headers, or a token by itself. */
export type ShownCredential =
  | { readonly kind: "browser"; readonly token: string }
  | { readonly kind: "ontrack"; readonly username: string; readonly token: string }
  | { readonly kind: "bearer"; readonly token: string };

export type Identity = Pick<Context, "viewer" | "service" | "scopes" | "credential" | "credentialExpired">;

const NOBODY: Identity = { viewer: null, service: null, scopes: null, credential: null, credentialExpired: false };
const EXPIRED: Identity = { ...NOBODY, credentialExpired: true };

/** Who a request comes from at `now`: credential and roles are read from the database, whatever the token was once for. */
export async function identify(db: Database, shown: ShownCredential | null, now: Instant): Promise<Identity> {
  if (shown === null) return NOBODY;
  const kind = shown.kind === "bearer" ? kindOfBearer(shown.token) : shown.kind;
  if (kind === "service") return identifyService(db, shown.token, now);
  const username = shown.kind === "ontrack" ? { username: shown.username } : {};
  const found = await findSignedIn(db, { token: shown.token, kind, ...username, now });
  if (found === null) return NOBODY;
  const { token, viewer } = found;
  if (token.expired) return EXPIRED;
  return viewer === null ? NOBODY : { ...NOBODY, viewer, scopes: token.scopes, credential: token.kind };
}

async function identifyService(db: Database, token: string, now: Instant): Promise<Identity> {
  const found = await findServiceToken(db, token, { now });
  if (found === null) return NOBODY;
  return found.expired ? EXPIRED : { ...NOBODY, service: found.account, scopes: found.scopes, credential: "service" };
}
