import { Info } from "lucide-react";
import { useId, type ReactNode } from "react";

/** A button that opens the sentence which says how a figure is counted. Works without JavaScript. */
export function HowCounted({ figure, children }: { figure: string; children: ReactNode }) {
  const id = useId();
  return (
    <span className="print:hidden">
      <button
        type="button"
        popoverTarget={id}
        aria-label={`How this is counted: ${figure}`}
        className="-m-1 grid size-7 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
      >
        <Info aria-hidden className="size-4" />
      </button>
      <div
        id={id}
        popover="auto"
        role="note"
        className="note rounded-lg border border-line bg-surface p-3 text-left text-sm font-normal whitespace-normal text-ink shadow-lg"
      >
        {children}
      </div>
    </span>
  );
}
