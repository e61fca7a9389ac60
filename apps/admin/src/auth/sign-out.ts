/** Ends the browser's session, its row in the database included, and loads the sign-in page afresh. */
export async function signOutHere(): Promise<void> {
  // Loaded when it is needed: no other page pays for it.
  const { signOut } = await import("next-auth/react");
  await signOut({ redirect: false });
  window.location.assign("/sign-in");
}
