"use client";

import Link from "next/link";
import type { ComponentProps } from "react";
import { useChoosing } from "./choosing";

/** A link to other data of the same page, which stays where it is, unless it is to `scroll` to what the address names. */
export function ChoiceLink({ href, scroll = false, ...props }: Omit<ComponentProps<typeof Link>, "href"> & { href: string }) {
  const { choose } = useChoosing();
  return (
    <Link
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        choose(href, scroll);
      }}
      {...props}
    />
  );
}
