import Link from "next/link";
import type { ComponentProps } from "react";
import { mergeClasses } from "./merge-classes";

/** A link within text or a table. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link prefetch={false} className={mergeClasses("text-accent underline underline-offset-2", className)} {...props} />;
}
