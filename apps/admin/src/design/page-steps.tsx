import Link from "next/link";
import { buttonLook } from "./button";

/** The way to the pages before and after, where a list has more than one. */
export function PageSteps({
  page,
  total,
  pageSize,
  hrefOf,
}: {
  page: number;
  total: number;
  pageSize: number;
  hrefOf: (page: number) => string;
}) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center gap-2 print:hidden">
      {page > 1 && (
        <Link href={hrefOf(Math.min(page - 1, pages))} className={buttonLook({ size: "sm" })}>
          Previous page
        </Link>
      )}
      {page < pages && (
        <Link href={hrefOf(page + 1)} className={buttonLook({ size: "sm" })}>
          Next page
        </Link>
      )}
      <span className="text-sm text-muted">{`page ${page} of ${pages}`}</span>
    </nav>
  );
}
