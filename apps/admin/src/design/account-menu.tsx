"use client";

import { ChevronDown, LogOut } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { buttonLook } from "./button";
import { mergeClasses } from "./merge-classes";
import { THEME_COOKIE, THEMES, themeOf, type Theme } from "./theme";

const NAMES: Record<Theme, string> = { system: "Like the system", light: "Light", dark: "Dark" };
const ITEM =
  "flex items-center gap-2 rounded-md px-3 py-2 text-sm outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-strong";
const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The menu of whoever is signed in: light or dark, and sign out. */
export function AccountMenu({
  name,
  line,
  theme: initial,
  signOut,
}: {
  name: string;
  line: string;
  theme: Theme;
  signOut: () => Promise<void>;
}) {
  const [theme, setTheme] = useState(initial);

  function choose(chosen: string) {
    const next = themeOf(chosen);
    setTheme(next);
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`;
    if (next === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
  }

  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        className={mergeClasses(buttonLook({ tone: "quiet", size: "sm" }), "max-w-40 gap-1 px-2 text-ink sm:max-w-56")}
      >
        <span className="truncate">{name}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          className="z-20 w-60 rounded-xl border border-line bg-surface p-1.5 shadow-lg"
        >
          <DropdownMenu.Label className="px-3 py-2 text-sm">
            <span className="block truncate font-medium">{name}</span>
            <span className="block truncate text-muted">{line}</span>
          </DropdownMenu.Label>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Label className="px-3 pt-1 text-xs text-muted">Colours</DropdownMenu.Label>
          <DropdownMenu.RadioGroup value={theme} onValueChange={choose}>
            {THEMES.map((one) => (
              <DropdownMenu.RadioItem
                key={one}
                value={one}
                className={mergeClasses(ITEM, "justify-between")}
                onSelect={(event) => event.preventDefault()}
              >
                {NAMES[one]}
                <DropdownMenu.ItemIndicator className="size-2 rounded-full bg-accent" />
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Item className={ITEM} onSelect={() => void signOut()}>
            <LogOut aria-hidden className="size-4" />
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
