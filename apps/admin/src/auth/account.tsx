"use client";

import { AccountMenu } from "../design/account-menu";
import type { Theme } from "../design/theme";
import { signOutHere } from "./sign-out";

/** The account menu with this site's way of signing out. */
export function Account({ name, line, theme }: { name: string; line: string; theme: Theme }) {
  return <AccountMenu name={name} line={line} theme={theme} signOut={signOutHere} />;
}
