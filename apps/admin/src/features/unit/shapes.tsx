import { Loading, Skeleton } from "../../design/skeleton";

/** The shape of a unit's figures while they are being loaded. */
export function UnitShape() {
  return (
    <div className="flex flex-col gap-4">
      <Loading what="the unit’s figures" />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 lg:gap-4 xl:grid-cols-6">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} className="h-32" />
        ))}
      </div>
      <Skeleton className="h-[36rem]" />
      <Skeleton className="h-119" />
    </div>
  );
}
