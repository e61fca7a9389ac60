import type { ReactNode } from "react";
import { idIn } from "../../../../auth/unit-of-page";
import { UnitNav } from "../../../../features/unit-nav/unit-nav";

/** The pages of a unit with the way between them. It guards nothing: each page asks for what it shows. */
export default async function UnitLayout({ children, params }: { children: ReactNode; params: Promise<{ unitId: string }> }) {
  const { unitId } = await params;
  return (
    <>
      {idIn(unitId) !== null && <UnitNav base={`/units/${unitId}`} />}
      {children}
    </>
  );
}
