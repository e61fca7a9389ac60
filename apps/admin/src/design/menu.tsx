import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import type { MenuTrigger } from "./menu-on-demand";

/** The classes of something in a menu that can be chosen. */
export const MENU_ITEM =
  "flex items-center gap-2 rounded-md px-3 py-2 text-sm outline-none data-highlighted:bg-accent-soft data-highlighted:text-accent-strong";

/** A menu below its button, open from the start: it is loaded when it is first wanted. */
export function Menu({ trigger, align, children }: { trigger: MenuTrigger; align: "center" | "end"; children: ReactNode }) {
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger {...trigger} />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-20 max-h-(--radix-dropdown-menu-content-available-height) w-60 overflow-y-auto rounded-xl border border-line bg-surface p-1.5 shadow-lg"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
