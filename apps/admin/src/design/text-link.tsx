import Link from "next/link";
import type { ComponentProps } from "react";
import { mergeClasses } from "./merge-classes";

/** The classes of a link within text, for links that are more. */
export const TEXT_LINK = "text-accent underline underline-offset-2";

/** A link within text or a table. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link prefetch={false} className={mergeClasses(TEXT_LINK, className)} {...props} />;
}
