"use client";

import { Suspense, useState, type ComponentType, type ReactNode } from "react";

/** The button of a menu, the same before and after the menu was loaded. */
export interface MenuTrigger {
  readonly className: string;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/**
 * A button whose menu is fetched when a pointer or the focus comes near it, and opens when it is pressed: most visits to a
 * page never open its menus. `menu` draws the trigger itself, and starts open.
 */
export function MenuOnDemand({
  trigger,
  load,
  menu,
}: {
  trigger: MenuTrigger;
  load: () => Promise<{ default: ComponentType<never> }>;
  menu: ReactNode;
}) {
  const [wanted, setWanted] = useState(false);
  const prepare = () => void load();
  const closed = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => setWanted(true)}
      {...trigger}
    />
  );
  return wanted ? <Suspense fallback={closed}>{menu}</Suspense> : closed;
}
