"use client";

import type { TaskStatus } from "@tutor-times/core/task-status";
import { DropdownMenu } from "radix-ui";
import { Menu, MENU_ITEM } from "../../design/menu";
import type { MenuTrigger } from "../../design/menu-on-demand";
import { STATUS_NAMES } from "../../format/task-status";

export default function OpenStatusMenu({
  trigger,
  statuses,
  set,
}: {
  trigger: MenuTrigger;
  statuses: readonly TaskStatus[];
  set: (status: TaskStatus) => void;
}) {
  return (
    <Menu trigger={trigger} align="center">
      {statuses.map((status) => (
        <DropdownMenu.Item key={status} onSelect={() => set(status)} className={MENU_ITEM}>
          {STATUS_NAMES[status]}
        </DropdownMenu.Item>
      ))}
    </Menu>
  );
}
