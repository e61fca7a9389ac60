import { MINUTE_MS } from "@tutor-times/core/instant";
import { addDays, type LocalDate } from "@tutor-times/core/local-date";
import { DaysPanel } from "../../charts/days-panel";

const MONDAY = "2025-11-17" as LocalDate;

/** Days with everything that a bar can be: in tutorials, none, a running one, and days to come. */
export function ChartSamples() {
  return (
    <>
      <DaysPanel days={daysOf([95, 190, 0, 45, 0, 0, 0])} today={addDays(MONDAY, 3)} hrefOf={() => "/design"} />
      <DaysPanel
        days={daysOf(Array.from({ length: 91 }, (_, day) => (day * 37) % 240))}
        today={addDays(MONDAY, 70)}
        hrefOf={() => "/design"}
      />
    </>
  );
}

function daysOf(minutes: readonly number[]) {
  return minutes.map((marking, index) => ({
    date: addDays(MONDAY, index),
    markingMs: marking * MINUTE_MS,
    inTutorialsMs: index % 2 === 0 ? 0 : (marking * MINUTE_MS) / 3,
    assessments: Math.round(marking / 12),
  }));
}
