import Link from "next/link";
import type { ReactNode } from "react";
import { buttonLook } from "../design/button";

/** A page that stands in for one that cannot be shown. */
export function StatusPage({
  code,
  title,
  children,
  action,
}: {
  code: string;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-3 px-4 py-16">
      <p className="text-sm font-medium text-muted">{code}</p>
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p className="text-muted">{children}</p>
      <div className="mt-3 flex gap-3">
        {action}
        <Link href="/" className={buttonLook()}>
          To my marking
        </Link>
      </div>
    </div>
  );
}
