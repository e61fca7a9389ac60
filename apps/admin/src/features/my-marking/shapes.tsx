import { Loading, Skeleton } from "../../design/skeleton";

/** The shape of the figures while they are being loaded. */
export function FiguresShape() {
  return (
    <div className="flex flex-col gap-4">
      <Loading what="your figures" />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-5 lg:gap-4">
        <Skeleton className="col-span-2 h-44 md:col-span-3 lg:col-span-2 lg:row-span-2 lg:h-auto" />
        <Skeleton className="h-32" />
        <Skeleton className="col-span-2 h-32 max-md:order-last" />
        <Skeleton className="h-32" />
        <Skeleton className="h-32" />
        <Skeleton className="h-32" />
      </div>
      <Skeleton className="h-119" />
    </div>
  );
}
