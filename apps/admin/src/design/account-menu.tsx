"use client";

import { ChevronDown } from "lucide-react";
import { lazy } from "react";
import { buttonLook } from "./button";
import { MenuOnDemand, type MenuTrigger } from "./menu-on-demand";
import { mergeClasses } from "./merge-classes";
import type { Theme } from "./theme";

const load = () => import("./open-account-menu");
const OpenAccountMenu = lazy(load);

export interface AccountMenuProps {
  readonly name: string;
  readonly line: string;
  readonly theme: Theme;
  readonly signOut: () => Promise<void>;
}

/** The menu of whoever is signed in: light or dark, and sign out. */
export function AccountMenu(props: AccountMenuProps) {
  const trigger: MenuTrigger = {
    className: mergeClasses(buttonLook({ tone: "quiet", size: "sm" }), "max-w-40 gap-1 px-2 text-ink sm:max-w-56"),
    children: (
      <>
        <bdi className="truncate">{props.name}</bdi>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </>
    ),
  };
  return <MenuOnDemand trigger={trigger} load={load} menu={<OpenAccountMenu trigger={trigger} {...props} />} />;
}
