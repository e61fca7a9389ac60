import { buttonLook } from "./button";
import { ChoiceLink } from "./choice-link";

/** The way to the pages before and after, where a list has more than one. Both are always there, in the same places. */
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
  const step = (name: string, to: number, isThere: boolean) => (
    <ChoiceLink href={hrefOf(isThere ? to : page)} scroll aria-disabled={!isThere} className={buttonLook({ size: "sm" })}>
      {name}
    </ChoiceLink>
  );
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center gap-2 print:hidden">
      {step("Previous page", Math.min(page - 1, pages), page > 1)}
      {step("Next page", page + 1, page < pages)}
      <span className="text-sm text-muted">{`page ${page} of ${pages}`}</span>
    </nav>
  );
}
