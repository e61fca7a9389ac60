import { LARGE, ZONE } from "../data";
import { ask, range } from "../reports";
import { median, type Row } from "../row";
import type { World } from "../world";

const CALLS = 5;

/** What people look at every day: the last seven days of the unit, and of one tutor. */
export async function timeWeeks(world: World): Promise<Row[]> {
  const { from, to } = range(7);
  const of = (procedure: string, given: object) =>
    `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ from, to, ...given }))}`;
  const paths = {
    "unit report, 7 days": of("reports.unit", { unitId: LARGE.unitId }),
    "a tutor's report, 7 days": of("reports.tutor", { userId: LARGE.convenor + 1, unitIds: [LARGE.unitId], timezone: ZONE }),
    "a page of sessions of 7 days": of("sessions.list", { unitId: LARGE.unitId, page: 3, pageSize: 50 }),
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const times: number[] = [];
    for (let call = 0; call < CALLS; call += 1) {
      const began = performance.now();
      await ask(world, path);
      times.push(performance.now() - began);
    }
    rows.push({ name, unit: "ms", values: [median(times)] });
  }
  return rows;
}
