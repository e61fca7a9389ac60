import { onlineManager } from "@tanstack/react-query";

/** What must be finished before somebody is signed out. */
const unfinished = new Set<() => Promise<void>>();

/** Has `finish` done before a sign-out; the function returned takes that back. */
export function beforeSignOut(finish: () => Promise<void>): () => void {
  unfinished.add(finish);
  return () => unfinished.delete(finish);
}

/** Ends the browser's session, its row in the database included, and loads the sign-in page afresh. */
export async function signOutHere(): Promise<void> {
  // What is still sent changes what the page shows; asked for that, the server would refuse somebody who is signed out meanwhile.
  onlineManager.setOnline(false);
  try {
    // Loaded when it is needed: no other page pays for it.
    const [{ signOut }] = await Promise.all([import("next-auth/react"), ...[...unfinished].map((finish) => finish())]);
    await signOut({ redirect: false });
  } catch (error) {
    onlineManager.setOnline(navigator.onLine);
    throw error;
  }
  window.location.assign("/sign-in");
}
