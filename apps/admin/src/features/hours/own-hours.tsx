import { forPage } from "../../trpc/server";
import { HoursOfOne } from "./hours-of-one";

/** The viewer's own hours in the units that have set some: who is paid by them reads first that they run out. */
export async function OwnHours({
  userId,
  units,
  address,
}: {
  userId: number;
  units: readonly { readonly id: number; readonly code: string }[];
  address: string;
}) {
  const answers = await forPage(address, (procedures) =>
    Promise.all(units.map(({ id }) => procedures.workload.hours({ unitId: id }))),
  );
  const own = units.map(({ id, code }, index) => ({
    id,
    code,
    hours: answers[index]?.tutors.find(({ user }) => user.id === userId),
  }));
  const isSet = own.filter(({ hours }) => hours && (hours.allotted.totalMinutes ?? hours.allotted.weeklyMinutes) !== null);
  if (isSet.length === 0) return null;
  return (
    <div className="mb-4 flex flex-col gap-1">
      {isSet.map(({ id, code, hours }) => (
        <HoursOfOne key={id} hours={hours} unit={code} />
      ))}
    </div>
  );
}
