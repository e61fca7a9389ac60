"use client";

import { useRouter } from "next/navigation";
import { createContext, startTransition, use, useOptimistic, type ReactNode } from "react";

interface Choosing {
  /** The address that was asked for last and is not shown yet; null: what is shown is what was asked for. */
  readonly chosen: string | null;
  readonly choose: (href: string, scroll: boolean) => void;
}

const ChoosingContext = createContext<Choosing>({ chosen: null, choose: () => undefined });

/** What of this page's data is being asked for anew, and how to ask. */
export function useChoosing(): Choosing {
  return use(ChoosingContext);
}

/** Lets the pages below ask for other data of themselves, and says so while they wait: what is shown stays until the new is there. */
export function ChoosingProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [chosen, showChosen] = useOptimistic<string | null>(null);
  const choose = (href: string, scroll: boolean) =>
    startTransition(() => {
      showChosen(href);
      router.push(href, { scroll });
    });
  return (
    <ChoosingContext value={{ chosen, choose }}>
      {children}
      <output className="sr-only">{chosen !== null && "Loading …"}</output>
    </ChoosingContext>
  );
}
