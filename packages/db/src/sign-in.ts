import type { UserId } from "@tutor-times/core/ids";
import type { Instant } from "@tutor-times/core/instant";
import type { Scope } from "@tutor-times/core/viewer";
import { expiryOf, issueToken } from "./access-tokens";
import type { Database } from "./database";
import { verifyPassword } from "./passwords";
import { beginAttempt, noteSuccess } from "./sign-in-limits";
import { loadViewer, type Viewer } from "./viewers";

export interface PasswordSignIn {
  /** A username or an e-mail address, in any case. */
  readonly username: string;
  readonly password: string;
  readonly now: Instant;
  /** Where it is tried from, in canonical form. */
  readonly ipAddress: string;
  /** The mark of the browser, if this very name has signed in there before. */
  readonly knownBrowser?: string | null;
  /** What the token is for: a browser's session, or OnTrack's headers. */
  readonly kind: "browser" | "ontrack";
  /** Stay signed in for longer; counts for staff only. */
  readonly remember?: boolean;
}

export interface SignedIn {
  readonly userId: UserId;
  readonly token: string;
  readonly expiresAt: Instant;
  readonly viewer: Viewer;
}

/**
 * A new credential for whoever knows the password; null if it is wrong, or if there is no such (active) user, which takes
 * as long. Throws TooManyRequests where it was tried too often with that name, or from that address.
 */
export async function signInWithPassword(db: Database, given: PasswordSignIn): Promise<SignedIn | null> {
  // No name holds a null character, and PostgreSQL refuses to look for one.
  const name = given.username.includes("\0") ? "" : given.username.trim().toLowerCase();
  const attempt = await beginAttempt(db, { ...given, name });
  const users = await db.prisma.user.findMany({
    where: { OR: [{ username: name }, { email: name }], active: true },
    select: { id: true, username: true, passwordHash: true },
  });
  const user = users.find(({ username }) => username === name) ?? users[0];
  const isRight = await verifyPassword(given.password, user?.passwordHash ?? null);
  if (user === undefined || !isRight) return null;
  const viewer = await loadViewer(db, Number(user.id) as UserId, given.now);
  if (viewer === null) return null;
  await noteSuccess(db, attempt);
  const userId = viewer.user.id;
  const expiresAt = expiryOf(given.kind, given.now, given.remember === true && isStaff(viewer.scope));
  const token = await issueToken(db, { userId, kind: given.kind, now: given.now, expiresAt });
  return { userId, token, expiresAt, viewer };
}

/** Whether they are staff anywhere: tutor or convenor of a unit, or system admin. */
export function isStaff(scope: Scope): boolean {
  return scope.isAdmin || scope.convenes.length > 0 || scope.tutors.length > 0;
}
