import { Button } from "../../design/button";
import { AddressProblems, Empty, Problem } from "../../design/notice";
import { Skeleton } from "../../design/skeleton";

/** What stands where there is nothing, where something is loaded, and where something went wrong. */
export function StateSamples() {
  return (
    <>
      <Empty title="No sessions lie in these days" action={<Button tone="primary">Open the marking desk</Button>}>
        A session begins when you open a submission, comment on a task or set its status, and appears here within a minute.
      </Empty>
      <Problem title="Your figures could not be shown" action={<Button size="sm">Try again</Button>}>
        Something went wrong on our side; nothing was lost. If it happens again, quote 1234567.
      </Problem>
      <AddressProblems problems={["There is no time zone “Atlantis/Centre”: times are in Australia/Melbourne."]} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    </>
  );
}
