import { Loading, Skeleton } from "../../design/skeleton";

/** The shape of the figures while they are being loaded. */
export function FiguresShape() {
  return (
    <div className="flex flex-col gap-4">
      <Loading what="your figures" />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4 lg:gap-4 xl:grid-cols-8">
        <Skeleton className="col-span-2 h-41" />
        <Skeleton className="h-41" />
        <Skeleton className="h-41" />
        <Skeleton className="h-41" />
        <Skeleton className="h-41" />
        <Skeleton className="col-span-2 h-41" />
      </div>
      <Skeleton className="h-119" />
    </div>
  );
}
