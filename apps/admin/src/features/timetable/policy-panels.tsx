import { currentInstant } from "@tutor-times/api/clock";
import { formatInstant } from "@tutor-times/core/instant";
import { addDays, parseLocalDate, weekdayOf, WEEKDAYS, type LocalDate } from "@tutor-times/core/local-date";
import { localDateAt, startOfDay } from "@tutor-times/core/local-days";
import { Badge } from "../../design/badge";
import { Panel, PanelHeading } from "../../design/panel";
import { formatDays } from "../../format/days";
import { formatDatedMoment } from "../../format/moments";
import { forPage } from "../../trpc/server";
import { ChangePolicy } from "./change-policy";
import { policyWords } from "./policy-words";
import { RecomputeFrom } from "./recompute-from";

const MOST_WEEKS = 60;

/** What counts as a sitting in a unit: the policy in force, its changes, and the two ways to another one. */
export async function PolicyPanels({
  unit,
  address,
}: {
  unit: { readonly id: number; readonly timezone: string; readonly startDate: string };
  address: string;
}) {
  const { id: unitId, timezone } = unit;
  const [{ policies }, { tutors }] = await forPage(address, (procedures) =>
    Promise.all([procedures.units.policies({ unitId }), procedures.workload.hours({ unitId })]),
  );
  const now = currentInstant();
  const inForce = policies.findIndex(({ effectiveAt }) => Date.parse(effectiveAt) <= now);
  const current = policies[inForce] ?? policies.at(-1);
  if (current === undefined) return null;
  const names = tutors.map(({ user }) => ({ id: user.id, name: `${user.firstName} ${user.lastName}` }));
  const today = localDateAt(now, timezone);
  const monday = addDays(today, -WEEKDAYS.indexOf(weekdayOf(today)));
  const start = (date: LocalDate) => formatInstant(startOfDay(date, timezone));
  const lastWeek = {
    from: start(addDays(monday, -7)),
    until: start(monday),
    words: formatDays(addDays(monday, -7), addDays(monday, -1)),
  };
  const mondays = mondaysFrom(parseLocalDate(unit.startDate), monday).map((date) => ({
    words: formatDays(date, date),
    from: start(date),
  }));
  return (
    <>
      <Panel aria-labelledby="policy-heading">
        <PanelHeading id="policy-heading" title="Policy" />
        <p className="mb-4 max-w-prose text-sm text-muted">
          Acts and attention less than the threshold apart are one sitting, and a sitting counts at least the floor. A change
          holds from the moment it is saved and never rewrites what was counted before.
        </p>
        <ChangePolicy unitId={unitId} current={current} lastWeek={lastWeek} names={names} key={current.effectiveAt} />
        <h3 className="mt-5 mb-1 text-sm font-medium text-muted">What held when</h3>
        <ol className="text-sm">
          {policies.map((policy, index) => (
            <li key={policy.effectiveAt} className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-1.5">
              <span className="w-52">
                {index === policies.length - 1 ? "from the beginning" : `from ${formatDatedMoment(policy.effectiveAt, timezone)}`}
              </span>
              <span>{policyWords(policy)}</span>
              {index === inForce && <Badge tone="accent">now</Badge>}
              {policy.by !== null && (
                <span className="text-muted">
                  by <bdi>{policy.by}</bdi>
                </span>
              )}
            </li>
          ))}
        </ol>
      </Panel>
      <Panel aria-labelledby="recompute-heading">
        <PanelHeading id="recompute-heading" title="Recompute from" />
        <p className="mb-4 max-w-prose text-sm text-muted">
          Only this reaches into the past: what was counted from that day on is counted again, with this policy, and the history
          says so. You see the difference first.
        </p>
        <RecomputeFrom unitId={unitId} current={current} mondays={mondays} names={names} key={current.effectiveAt} />
      </Panel>
    </>
  );
}

/** The Mondays of a unit up to this week's, the earliest first; at most so many as have a use. */
function mondaysFrom(first: LocalDate, last: LocalDate): LocalDate[] {
  const mondays: LocalDate[] = [];
  for (let monday = last; mondays.length < MOST_WEEKS && addDays(monday, 6) >= first; monday = addDays(monday, -7)) {
    mondays.unshift(monday);
  }
  return mondays;
}
