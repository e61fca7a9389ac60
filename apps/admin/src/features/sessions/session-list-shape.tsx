import { Loading, Skeleton } from "../../design/skeleton";

/** The shape of a list of sessions while it is being loaded. */
export function SessionListShape() {
  return (
    <>
      <Loading what="sessions" />
      <Skeleton className="h-96" />
    </>
  );
}
