import { Suspense, type ReactNode } from "react";
import { Fallible } from "./fallible";
import { UntilChosen } from "./until-chosen";

/**
 * A part of a page that has its shape while it is loaded, and fails alone. `of` names the data: when others are asked for, those
 * that are shown stay until then, with whatever has the focus in them.
 */
export function Loaded({ what, of, shape, children }: { what: string; of: string; shape: ReactNode; children: ReactNode }) {
  return (
    <UntilChosen>
      <Fallible what={what} of={of}>
        <Suspense fallback={shape}>{children}</Suspense>
      </Fallible>
    </UntilChosen>
  );
}
