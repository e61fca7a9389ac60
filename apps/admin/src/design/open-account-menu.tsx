"use client";

import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import type { AccountMenuProps } from "./account-menu";
import { Menu, MENU_ITEM } from "./menu";
import type { MenuTrigger } from "./menu-on-demand";
import { mergeClasses } from "./merge-classes";
import { THEME_COOKIE, THEMES, themeOf, type Theme } from "./theme";

const NAMES: Record<Theme, string> = { system: "Like the system", light: "Light", dark: "Dark" };
const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

export default function OpenAccountMenu({
  trigger,
  name,
  line,
  theme: initial,
  signOut,
}: AccountMenuProps & { trigger: MenuTrigger }) {
  const [theme, setTheme] = useState(initial);

  function choose(chosen: string) {
    const next = themeOf(chosen);
    setTheme(next);
    applyTheme(next);
  }

  return (
    <Menu trigger={trigger} align="end">
      <DropdownMenu.Label className="px-3 py-2 text-sm">
        <bdi className="block truncate font-medium">{name}</bdi>
        <span className="block truncate text-muted">{line}</span>
      </DropdownMenu.Label>
      <DropdownMenu.Separator className="my-1 h-px bg-line" />
      <DropdownMenu.Label className="px-3 pt-1 text-xs text-muted">Colours</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={theme} onValueChange={choose}>
        {THEMES.map((one) => (
          <DropdownMenu.RadioItem
            key={one}
            value={one}
            className={mergeClasses(MENU_ITEM, "justify-between")}
            onSelect={(event) => event.preventDefault()}
          >
            {NAMES[one]}
            <DropdownMenu.ItemIndicator className="size-2 rounded-full bg-accent" />
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
      <DropdownMenu.Separator className="my-1 h-px bg-line" />
      <DropdownMenu.Item asChild>
        <Link href="/profile" className={MENU_ITEM}>
          <UserRound aria-hidden className="size-4" />
          Profile
        </Link>
      </DropdownMenu.Item>
      <DropdownMenu.Item className={MENU_ITEM} onSelect={() => void signOut()}>
        <LogOut aria-hidden className="size-4" />
        Sign out
      </DropdownMenu.Item>
    </Menu>
  );
}

/** Shows the page in `theme`, and keeps it for the pages to come. */
function applyTheme(theme: Theme): void {
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
